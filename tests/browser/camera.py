"""What the camera of the tests sees: a ticket that somebody holds before it, and takes away again."""

from symposium.entrance import tickets

TICKET = "CAMERA2345678999"
WIDTH, HEIGHT = 320, 240
WALL, PAPER, INK = b"\x80", b"\xeb", b"\x10"
SQUARE = 6  # pixels
FRAMES = 8


def film(path):
    """Write a short film, which Chromium plays again and again (YUV4MPEG2: every frame as it is, grey)."""
    wall = WALL * (WIDTH * HEIGHT)
    colour = b"\x80" * (WIDTH * HEIGHT // 2)
    frames = [_with_ticket(wall)] * FRAMES + [wall] * FRAMES
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F8:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + b"".join(b"FRAME\n" + frame + colour for frame in frames))


def _with_ticket(wall):
    rows = tickets.qr_rows(TICKET)
    margin = 4
    wide = (len(rows) + 2 * margin) * SQUARE
    left, top = (WIDTH - wide) // 2, (HEIGHT - wide) // 2
    picture = bytearray(wall)
    for y in range(wide):
        row = y // SQUARE - margin
        signs = rows[row] if 0 <= row < len(rows) else "0" * len(rows)
        line = b"".join((INK if sign == "1" else PAPER) * SQUARE for sign in f"{'0' * margin}{signs}{'0' * margin}")
        start = (top + y) * WIDTH + left
        picture[start : start + wide] = line
    return bytes(picture)
