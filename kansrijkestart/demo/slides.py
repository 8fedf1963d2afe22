"""A presentation as PowerPoint opens it: a theme, one master, one layout, and slides with a title and lines."""

from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument"
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
COLORS = dict(dk1="000000", lt1="FFFFFF", dk2="1B3A57", lt2="F4F1EA", hlink="1B5E9B", folHlink="5A3E85")
COLORS |= {f"accent{number}": "1B5E9B" for number in range(1, 7)}
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def parts(title, slides):
    """Return the parts of the file, by name. A slide is a list of lines, the first of which is its title."""
    numbers = range(1, len(slides) + 1)
    kinds = {
        "presentation": "presentation.main",
        "slideMasters/slideMaster1": "slideMaster",
        "slideLayouts/slideLayout1": "slideLayout",
        **{f"slides/slide{number}": "slide" for number in numbers},
    }
    overrides = "".join(
        f'<Override PartName="/ppt/{name}.xml" ContentType="{KIND}.presentationml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    ids = "".join(f'<p:sldId id="{255 + number}" r:id="s{number}"/>' for number in numbers)
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'{overrides}<Override PartName="/ppt/theme/theme1.xml" ContentType="{KIND}.theme+xml"/></Types>',
        "_rels/.rels": links(p=("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldMasterIdLst>"
        f'<p:sldMasterId id="2147483648" r:id="m1"/></p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>'
        '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": links(
            m1=("slideMaster", "slideMasters/slideMaster1.xml"),
            t1=("theme", "theme/theme1.xml"),
            **{f"s{number}": ("slide", f"slides/slide{number}.xml") for number in numbers},
        ),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {NAMES}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="l1"/></p:sldLayoutIdLst></p:sldMaster>',
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": links(
            l1=("slideLayout", "../slideLayouts/slideLayout1.xml"), t1=("theme", "../theme/theme1.xml")
        ),
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {NAMES}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": links(m1=("slideMaster", "../slideMasters/slideMaster1.xml")),
        "ppt/theme/theme1.xml": theme(title),
        **{f"ppt/slides/slide{number}.xml": slide(*lines) for number, lines in zip(numbers, slides, strict=True)},
        **{
            f"ppt/slides/_rels/slide{number}.xml.rels": links(l1=("slideLayout", "../slideLayouts/slideLayout1.xml"))
            for number in numbers
        },
    }


def links(**targets):
    found = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def slide(title, *lines):
    boxes = box(2, "title", 457200, 1200000, [title], 4000) + box(3, "body", 1900000, 4300000, lines, 2400)
    return (
        f"<p:sld {NAMES}><p:cSld><p:spTree>{TREE}{boxes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def box(number, kind, top, height, lines, size):
    text = "".join(
        f'<a:p><a:r><a:rPr lang="nl-NL" sz="{size}"/><a:t>{escape(line)}</a:t></a:r></a:p>' for line in lines or [""]
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}"/>'
        f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="700000" y="{top}"/><a:ext cx="10800000" cy="{height}"/>'
        f"</a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>"
    )


def theme(title):
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in ordered(COLORS))
    font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    line, effect = f'<a:ln w="9525">{FILL}</a:ln>', "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme {NAMES} name="{escape(title)}"><a:themeElements><a:clrScheme name="Netwerk">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Netwerk"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Netwerk"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def ordered(colors):
    """In the order in which a theme has to name them."""
    names = ["dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
    return [(name, colors[name]) for name in names]
