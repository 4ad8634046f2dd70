"""Workbooks for Excel, LibreOffice and others."""
