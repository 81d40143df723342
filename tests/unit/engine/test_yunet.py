"""YuNet's model is read by OpenCV, which must fail with a sentence and not in its own way."""

import pytest

from faceorg.core.errors import EngineError
from faceorg.engine.detection import policy_for
from faceorg.engine.yunet import YuNet


@pytest.mark.parametrize("model", [b"no model at all", b"\x08\x07" * 50])
def test_a_model_opencv_cannot_read_is_an_error_with_a_next_step(model):
    with pytest.raises(EngineError, match="OpenCV cannot read the face detector") as caught:
        YuNet(model, policy_for(1600))
    assert caught.value.next_step
