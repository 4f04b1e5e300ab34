"""The known data sets: their files and checksums, where they are served, what their classes are called."""

from __future__ import annotations

from dataclasses import dataclass

from perceptible.data.dataset import DIGITS

__all__ = ["CATALOG", "KnownData", "KnownFile"]


@dataclass(frozen=True)
class KnownFile:
    """One file of a known data set.

    Parameters
    ----------
    name : str
        Its name, as it is served and as it is found in a folder.
    checksum : str, optional
        ``"sha256:..."`` or ``"md5:..."`` of the file as it is served; empty where it comes inside an archive.
    n_bytes : int, optional
        Its size as it is served, exact or nearly so; no download may become more than twice as large.
    unpacked_md5 : str, optional
        MD5 of the unpacked bytes, where it is known: by it a re-compressed or unpacked copy is as good.
    """

    name: str
    checksum: str = ""
    n_bytes: int = 0
    unpacked_md5: str = ""


@dataclass(frozen=True)
class KnownData:
    """A data set that can be had by its name.

    Parameters
    ----------
    title : str
        What people call it.
    files : tuple of four KnownFile
        Training images, training labels, test images, test labels.
    mirrors : tuple of str
        Addresses that end in a slash; the name of a file follows.
    terms : str
        The license under which it is given.
    class_names : tuple of str
        What people call class 0, class 1, and so on.
    archive : KnownFile, optional
        The one zip file that holds the four, where they are served in one.
    transposed : bool, default False
        Whether rows and columns of the images are swapped.
    label_column : int, optional
        Which column holds the class, where the labels are a table.
    """

    title: str
    files: tuple[KnownFile, KnownFile, KnownFile, KnownFile]
    mirrors: tuple[str, ...]
    terms: str
    class_names: tuple[str, ...] = DIGITS
    archive: KnownFile | None = None
    transposed: bool = False
    label_column: int | None = None

    @property
    def served(self) -> tuple[KnownFile, ...]:
        """Return what has to be downloaded: the archive, or the four files."""
        return self.files if self.archive is None else (self.archive,)


# Checksums: SHA-256 of the packed and MD5 of the unpacked files of MNIST.
# Terms: Keras, documentation of keras.datasets.mnist.
MNIST = KnownData(
    title="MNIST",
    files=(
        KnownFile(
            "train-images-idx3-ubyte.gz",
            "sha256:440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            9_912_422,
            "6bbc9ace898e44ae57da46a324031adb",
        ),
        KnownFile(
            "train-labels-idx1-ubyte.gz",
            "sha256:3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            28_881,
            "a25bea736e30d166cdddb491f175f624",
        ),
        KnownFile(
            "t10k-images-idx3-ubyte.gz",
            "sha256:8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            1_648_877,
            "2646ac647ad5339dbf082846283269ea",
        ),
        KnownFile(
            "t10k-labels-idx1-ubyte.gz",
            "sha256:f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
            4_542,
            "27ae3e4e09519cfbb04c329615203637",
        ),
    ),
    mirrors=(
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ),
    terms="CC BY-SA 3.0, Yann LeCun and Corinna Cortes",
)

# Checksums and first address: the README of zalandoresearch/fashion-mnist; second address: Keras.
FASHION_MNIST = KnownData(
    title="Fashion-MNIST",
    files=(
        KnownFile("train-images-idx3-ubyte.gz", "md5:8d4fb7e6c68d591d4c3dfef9ec88bf0d", 26_421_880),
        KnownFile("train-labels-idx1-ubyte.gz", "md5:25c81989df183df01b3e8a0aad5dffbe", 29_515),
        KnownFile("t10k-images-idx3-ubyte.gz", "md5:bef4ecab320f06d8554ea6380940ec79", 4_422_102),
        KnownFile("t10k-labels-idx1-ubyte.gz", "md5:bb300cfdad3c16e7a12a480ee83cd310", 5_148),
    ),
    mirrors=(
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    ),
    terms="MIT, Zalando SE",
    class_names=(
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ),
)

# Address and terms: the README of rois-codh/kmnist; checksums and class names: torchvision.datasets.KMNIST.
KMNIST = KnownData(
    title="KMNIST",
    files=(
        KnownFile("train-images-idx3-ubyte.gz", "md5:bdb82020997e1d708af4cf47b453dcf7", 18_165_135),
        KnownFile("train-labels-idx1-ubyte.gz", "md5:e144d726b3acfaa3e44228e80efcd344", 29_500),
        KnownFile("t10k-images-idx3-ubyte.gz", "md5:5c965bf0a639b31b8f53240b1b52f4d7", 3_041_000),
        KnownFile("t10k-labels-idx1-ubyte.gz", "md5:7320c461ea6c1c855c0b718fb2a4b134", 5_100),
    ),
    mirrors=(
        "https://codh.rois.ac.jp/kmnist/dataset/kmnist/",
        "http://codh.rois.ac.jp/kmnist/dataset/kmnist/",
    ),
    terms="CC BY-SA 4.0, KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others)",
    class_names=("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
)

# Address and checksum: torchvision.datasets.EMNIST. No checksum of the files inside the archive is published.
EMNIST_DIGITS = KnownData(
    title="EMNIST digits",
    files=(
        KnownFile("emnist-digits-train-images-idx3-ubyte.gz"),
        KnownFile("emnist-digits-train-labels-idx1-ubyte.gz"),
        KnownFile("emnist-digits-test-images-idx3-ubyte.gz"),
        KnownFile("emnist-digits-test-labels-idx1-ubyte.gz"),
    ),
    mirrors=("https://biometrics.nist.gov/cs_links/EMNIST/",),
    terms="made from NIST Special Database 19; cite Cohen, Afshar, Tapson, van Schaik (2017), arXiv:1702.05373",
    archive=KnownFile("gzip.zip", "md5:58c8d27c78d21e728a6bc7b3cc06412e", 561_753_746),
    transposed=True,
)

# Address, terms and columns: the README of facebookresearch/qmnist; checksums: torchvision.datasets.QMNIST.
QMNIST = KnownData(
    title="QMNIST",
    files=(
        KnownFile("qmnist-train-images-idx3-ubyte.gz", "md5:ed72d4157d28c017586c42bc6afe6370", 9_700_000),
        KnownFile("qmnist-train-labels-idx2-int.gz", "md5:0058f8dd561b90ffdd0f734c6a30e5e4", 530_000),
        KnownFile("qmnist-test-images-idx3-ubyte.gz", "md5:1394631089c404de565df7b7aeaf9412", 9_700_000),
        KnownFile("qmnist-test-labels-idx2-int.gz", "md5:5b5b05890a5e13444e108efe57b788aa", 530_000),
    ),
    mirrors=("https://raw.githubusercontent.com/facebookresearch/qmnist/master/",),
    terms="BSD-style, Facebook, Inc.; cite Yadav and Bottou (2019), arXiv:1905.10498",
    label_column=0,
)

CATALOG = {
    "mnist": MNIST,
    "fashion-mnist": FASHION_MNIST,
    "kmnist": KMNIST,
    "emnist-digits": EMNIST_DIGITS,
    "qmnist": QMNIST,
}
