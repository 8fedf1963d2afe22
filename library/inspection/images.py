"""Pictures: drawn anew from their points, so that place, time and camera are gone, and whatever hid in the file."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from library.inspection.verdicts import MOST_PIXELS, Kind, Refused, Verdict, kinds

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
QUALITY = 88
# What a format can hold; anything else becomes plain colour.
MODES = {
    "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    "JPEG": {"L", "RGB"},
    "WEBP": {"RGB", "RGBA"},
}
TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def inspect(file, ending):
    format = FORMATS[ending]
    try:
        with Image.open(file, formats=[format]) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise Refused(Verdict.TOO_MANY_PIXELS)
            return drawn_anew(image, format)
    except Refused:
        raise
    except TOO_BIG as error:
        raise Refused(Verdict.TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise Refused(Verdict.OTHER_CONTENT, ending=ending) from error
    except Exception as error:  # a decoder that stumbles over a broken file says so in many ways
        raise Refused(Verdict.BROKEN) from error


def drawn_anew(image, format):
    """Only the first picture of a moving one, the right way up."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode not in MODES[format]:
        upright = upright.convert("RGBA" if "transparency" in upright.info and format != "JPEG" else "RGB")
    transparency = upright.info.get("transparency")
    # Pillow would write comments and colour profiles along with the points.
    upright.info = {} if transparency is None else {"transparency": transparency}
    drawn = io.BytesIO()
    upright.save(drawn, format, quality=QUALITY, optimize=True)
    return drawn


def looks_like(head):
    return head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
KINDS = kinds(Kind(looks_like=looks_like, inspect=inspect, content_types=CONTENT_TYPES))
