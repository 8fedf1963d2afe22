"""How a file comes in: onto the disk, and no further than what we take. Django itself knows no limit for files."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from library.inspection.verdicts import LARGEST, MEGABYTE

# Up to here somebody gets their form back, with a sentence at the field; beyond it we don't even listen.
LARGEST_REQUEST = 100 * MEGABYTE


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Keeps the size of a file that is too large, and not the rest of its bytes (settings.FILE_UPLOAD_HANDLERS)."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig(f"A request of {content_length} bytes.")

    def receive_data_chunk(self, raw_data, start):
        if start <= LARGEST:
            super().receive_data_chunk(raw_data, start)
