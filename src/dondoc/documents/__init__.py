"""Files in and out: readers for .txt .docx .html .pdf, writers for reports."""
