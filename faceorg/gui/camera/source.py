"""Where live pictures come from: one small interface, so that a camera, a file or a test look the same to the panel."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoSink


class CameraTrouble(StrEnum):
    """Why there is no live picture; each is a normal state with a sentence of its own."""

    NO_CAMERA = "no camera"
    NOT_ALLOWED = "not allowed"
    IN_USE = "in use"


class CameraSource(QObject):
    """Delivers live pictures between ``start`` and ``stop``, all in the GUI thread.

    A source holds its device only between the two calls, and never writes a picture anywhere.
    """

    frame_arrived = Signal(QImage)
    """A new live picture, upright and not mirrored."""
    trouble_found = Signal(CameraTrouble)
    """There will be no pictures until the next ``start``."""

    def start(self) -> None:
        """Begin to deliver pictures, or report a trouble; may be called again after ``stop``."""
        raise NotImplementedError

    def stop(self) -> None:
        """Free the device; harmless when it was not started."""
        raise NotImplementedError


class QtCameraSource(CameraSource):
    """The computer's default camera through QtMultimedia, which is loaded at the first ``start`` only."""

    def __init__(
        self, parent: QObject | None = None, attach: "Callable[[QMediaCaptureSession], bool] | None" = None
    ) -> None:
        """Prepare a source without touching any device.

        Args:
            parent: Owner.
            attach: Gives a capture session its input and returns whether there was one; the default camera if None.
        """
        super().__init__(parent)
        self._attach = attach or self._attach_default_camera
        self._session: QMediaCaptureSession | None = None
        self._sink: QVideoSink | None = None

    def start(self) -> None:
        """Ask the system for permission if it wants to be asked, then deliver pictures."""
        permission = QCameraPermission()
        app = QCoreApplication.instance()
        if app is None or app.checkPermission(permission) is Qt.PermissionStatus.Undetermined:
            self._ask_permission(permission)
        elif app.checkPermission(permission) is Qt.PermissionStatus.Denied:
            self.trouble_found.emit(CameraTrouble.NOT_ALLOWED)
        else:
            self._open()

    def stop(self) -> None:
        """Free the camera at once; its light goes out."""
        if self._session is None:
            return
        camera = self._session.camera()
        if camera is not None:
            camera.stop()
        if self._sink is not None:
            self._sink.videoFrameChanged.disconnect(self._on_frame)
        self._session.deleteLater()
        self._session = None
        self._sink = None

    def _ask_permission(self, permission: QCameraPermission) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.requestPermission(permission, self, self._on_permission)

    def _on_permission(self, permission: QCameraPermission) -> None:
        app = QCoreApplication.instance()
        if app is not None and app.checkPermission(permission) is Qt.PermissionStatus.Granted:
            self._open()
        else:
            self.trouble_found.emit(CameraTrouble.NOT_ALLOWED)

    def _open(self) -> None:
        if self._session is not None:
            return
        try:
            from PySide6.QtMultimedia import QMediaCaptureSession, QVideoSink  # noqa: PLC0415  # start budget
        except ImportError:  # a bare system without the sound libraries QtMultimedia links to
            self.trouble_found.emit(CameraTrouble.NO_CAMERA)
            return
        session = QMediaCaptureSession(self)
        if not self._attach(session):
            session.deleteLater()
            self.trouble_found.emit(CameraTrouble.NO_CAMERA)
            return
        self._session = session
        self._sink = QVideoSink(session)
        self._sink.videoFrameChanged.connect(self._on_frame)
        session.setVideoSink(self._sink)

    def _attach_default_camera(self, session: "QMediaCaptureSession") -> bool:
        from PySide6.QtMultimedia import QCamera, QMediaDevices  # noqa: PLC0415  # start budget

        device = QMediaDevices.defaultVideoInput()
        if device.isNull():
            return False
        camera = QCamera(device, session)
        camera.errorOccurred.connect(self._on_error)
        session.setCamera(camera)
        camera.start()
        return True

    def _on_error(self) -> None:
        self.stop()
        self.trouble_found.emit(CameraTrouble.IN_USE)

    def _on_frame(self, frame: "QVideoFrame") -> None:
        image = frame.toImage() if frame.isValid() else QImage()
        if not image.isNull():
            self.frame_arrived.emit(image)
