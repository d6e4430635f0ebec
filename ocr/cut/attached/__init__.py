"""What is printed after the signature: attachments, their tables over page breaks, tariff lines."""
