"""Files that hold a network, or a training with all that it needs to go on bit for bit; one safetensors file each."""

from perceptible.checkpoints.card import DataCard
from perceptible.checkpoints.format import FORMAT_VERSION
from perceptible.checkpoints.network_file import Card, about, load, save
from perceptible.checkpoints.recording_file import load_recording, save_recording
from perceptible.checkpoints.saved import Saved
from perceptible.checkpoints.shipped import PRETRAINED, pretrained, pretrained_card, pretrained_path
from perceptible.checkpoints.state_file import load_state, save_state

__all__ = [
    "FORMAT_VERSION",
    "PRETRAINED",
    "Card",
    "DataCard",
    "Saved",
    "about",
    "load",
    "load_recording",
    "load_state",
    "pretrained",
    "pretrained_card",
    "pretrained_path",
    "save",
    "save_recording",
    "save_state",
]
