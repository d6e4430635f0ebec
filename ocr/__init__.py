"""Reading: a page image in, structured text out, notices cut from it.

No disk, no database, no network. A line of code belongs here if it can be tested with one image
(or the text of one page) and nothing else.

    image ── Engine.read ──> PageText (lines, boxes, roles, confidences, in reading order)
    PDF page ── read_text_layer ──> PageText, or the reason why the layer is not to be trusted
    PageTexts of an issue ── cut ──> Cut (Sections: number, title, issuers, dates, body, attachments)
"""
