"""Whatever turns a page into text: RapidOCR, Tesseract, the text layer of a PDF, and the null engine."""
