"""What is known of published face models, by the sha256 of their file: names, licences, strengths and cut-offs.

A pack mixes any detector with any recogniser. The recogniser decides what a similarity means, so cut-offs and
description are its own; a recogniser that is not listed gets cautious ones and says so.

Measured cut-offs: similarities of all pairs of faces of the "lfw_dev" set (2,804 photos, 4,868 pairs of one person,
3.9 million of two; the most central face of each photo), at which 1 in 10,000, in 1,000 and in 100 pairs of two people
are more alike. ``join`` is for averages. For w600k_mbf it was chosen on half of the people of that set
(``packaging/dev quality --cut-offs``) as the least with B-cubed precision .998 there; on the other half precision is
.999 at recall .997. For MobileFaceNet 128 it is where plain average linkage has precision .99 and recall .985 on the
whole set. Recognisers that were not at hand say so.
"""

from dataclasses import dataclass

from faceorg.core.packs import CutOffs, PackFacts
from faceorg.engine.pack_manifest import PackManifest

INSIGHTFACE_LICENCE = "non-commercial research only (InsightFace)"
MOBILEFACENET_LICENCE = "Apache-2.0"


@dataclass(frozen=True, slots=True)
class KnownDetector:
    """A published face detector."""

    title: str
    licence: str


@dataclass(frozen=True, slots=True)
class KnownRecogniser:
    """A published face recogniser.

    Attributes:
        description: Honest about what it is good at.
        raw_pixels: It takes pixels as they are (0-255), without the graph saying so.
    """

    title: str
    licence: str
    description: str
    cut_offs: CutOffs
    raw_pixels: bool = False


UNKNOWN_LICENCE = "unknown: see where the model came from"

UNKNOWN_DETECTOR = KnownDetector("unlisted detector", UNKNOWN_LICENCE)

UNKNOWN_RECOGNISER = KnownRecogniser(
    "unlisted recogniser",
    UNKNOWN_LICENCE,
    "faceorg has never measured this recogniser, so it joins and proposes only faces that are very much alike.",
    CutOffs(same=0.50, join=0.47, ask=0.42, maybe=0.33),
)

W600K_MBF = KnownRecogniser(
    "ArcFace MobileFaceNet (InsightFace)",
    INSIGHTFACE_LICENCE,
    "Small and fast, and far stronger than the built-in engine, also on faces of all regions; weakest on children.",
    CutOffs(same=0.30, join=0.345, ask=0.245, maybe=0.18),
)

MOBILEFACENET_128 = KnownRecogniser(
    "MobileFaceNet 128",
    MOBILEFACENET_LICENCE,
    "Small and fast, stronger than the built-in engine; trained on photos of celebrities, so weaker on children.",
    CutOffs(same=0.413, join=0.42, ask=0.344, maybe=0.26),
)

W600K_R50 = KnownRecogniser(
    "ArcFace ResNet50 (InsightFace)",
    INSIGHTFACE_LICENCE,
    "Very strong, also on children, and several times slower than the small packs. Its cut-offs are cautious guesses.",
    CutOffs(same=0.33, join=0.35, ask=0.27, maybe=0.20),  # w600k_mbf, trained on the same photos, a tenth stricter
)

GLINTR100 = KnownRecogniser(
    "ArcFace ResNet100 (InsightFace)",
    INSIGHTFACE_LICENCE,
    "Very strong, and the slowest of the packs. Its cut-offs are cautious guesses.",
    CutOffs(same=0.36, join=0.38, ask=0.30, maybe=0.23),  # between the two that were measured
)

AURAFACE = KnownRecogniser(
    "AuraFace ResNet100",
    "Apache-2.0",
    "May be used for anything, strong, but slow. Its cut-offs are cautious guesses.",
    CutOffs(same=0.36, join=0.38, ask=0.30, maybe=0.23),  # between the two that were measured
)

SFACE = KnownRecogniser(
    "SFace",
    "Apache-2.0",
    "May be used for anything, of middling strength. Its cut-offs follow the 0.363 that OpenCV publishes for it.",
    CutOffs(same=0.45, join=0.44, ask=0.363, maybe=0.30),
    raw_pixels=True,  # as OpenCV's FaceRecognizerSF feeds it
)

DETECTORS = {
    "5e4447f50245bbd7966bd6c0fa52938c61474a04ec7def48753668a9d8b4ea3a": KnownDetector(
        "SCRFD 500M", INSIGHTFACE_LICENCE
    ),
    "041f73f47371333d1d17a6fee6c8ab4e6aecabefe398ff32cca4e2d5eaee0af9": KnownDetector(
        "SCRFD 2.5G", INSIGHTFACE_LICENCE
    ),
    "5838f7fe053675b1c7a08b633df49e7af5495cee0493c7dcf6697200b85b5b91": KnownDetector("SCRFD 10G", INSIGHTFACE_LICENCE),
    "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4": KnownDetector("YuNet", "MIT"),
}
"""Detectors by sha256."""

RECOGNISERS = {
    # the published w600k_mbf, its float rebuild from uint8 weights, and those uint8 weights: cosine 0.994 between them
    "9cc6e4a75f0e2bf0b1aed94578f144d15175f357bdc05e815e5c4a02b319eb4f": W600K_MBF,
    "8092829daf0fa74d4c07979db9d5520b9b6dc8c44494aa51742f80c20eb73b43": W600K_MBF,
    "7caa7fb0ad6c37b33e6c59f6411084b487aaabd596bba645d2cce391a5871120": W600K_MBF,
    "4c06341c33c2ca1f86781dab0e829f88ad5b64be9fba56e56bc9ebdefc619e43": W600K_R50,
    "4ab1d6435d639628a6f3e5008dd4f929edf4c4124b1a7169e1048f9fef534cdf": GLINTR100,
    "a7933ea5330113b01c9b60351d8f4c33003f145d8470ac5f0e52ee2effe25c60": AURAFACE,
    "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79": SFACE,
    "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507": MOBILEFACENET_128,
}
"""Recognisers by sha256."""


def facts_of(name: str, manifest: PackManifest) -> PackFacts:
    """Return what is known of a pack, by the hashes of its two models."""
    detector = DETECTORS.get(manifest.detector.sha256, UNKNOWN_DETECTOR)
    recogniser = RECOGNISERS.get(manifest.recogniser.sha256, UNKNOWN_RECOGNISER)
    files = f"It uses {manifest.detector.file} to find faces and {manifest.recogniser.file} to recognise them."
    return PackFacts(
        name=name,
        title=f"{recogniser.title}, {detector.title}",
        dimension=manifest.recogniser.dimension,
        cut_offs=recogniser.cut_offs,
        licence="; ".join(dict.fromkeys((detector.licence, recogniser.licence))),
        description=f"{recogniser.description} {files}",
        fingerprint=manifest.fingerprint,
    )
