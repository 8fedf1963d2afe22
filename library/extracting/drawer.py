"""Draws the pages of a PDF as pictures. Its own process: the PDF on stdin, a folder and a number as arguments."""

import json
import resource
import sys

MEMORY = 1024**3  # bytes
TIME = 40  # seconds of processor
SCALE = 200 / 72  # dots per inch that letters need
MOST_PIXELS = 25_000_000


def draw(data, folder, most):
    import pypdfium2

    document, names = pypdfium2.PdfDocument(data), []
    for number in range(min(len(document), most)):
        page = document[number]
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        names.append(f"{folder}/{number}.png")
        page.render(scale=scale, grayscale=True).to_pil().save(names[-1])
    return names


def main():  # pragma: no cover -- runs in a process of its own; the tests go through it all the same
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))
    json.dump(draw(sys.stdin.buffer.read(), sys.argv[1], int(sys.argv[2])), sys.stdout)


if __name__ == "__main__":
    main()
