"""Files as people make them, written by the libraries that others write theirs with."""

import io

import docx
import odfdo
import openpyxl
import pptx
from openpyxl.comments import Comment


def saved(thing):
    file = io.BytesIO()
    thing.save(file)
    return file.getvalue()


def word(*paragraphs, table=(), header="", footer=""):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        drawn = document.add_table(len(table), len(table[0]))
        for row, texts in zip(drawn.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def slides(*slides):
    """Each slide: title, text, notes."""
    show = pptx.Presentation()
    for title, text, notes in slides:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    return saved(show)


def workbook(comment="", **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if comment:
            sheet["A1"].comment = Comment(comment, "lezer")
    return saved(book)


def odt(*paragraphs):
    document = odfdo.Document("text")
    document.body.clear()
    for text in paragraphs:
        document.body.append(odfdo.Paragraph(text))
    return saved(document)


def ods(**sheets):
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    for name, rows in sheets.items():
        table = odfdo.Table(name)
        table.set_values(rows)
        document.body.append(table)
    return saved(document)


def odp(*slides):
    document = odfdo.Document("presentation")
    document.body.clear()
    for number, text in enumerate(slides):
        page = odfdo.DrawPage(f"p{number}")
        page.append(odfdo.Frame.text_frame(text, size=("7cm", "5cm"), position=("1cm", "1cm")))
        document.body.append(page)
    return saved(document)
