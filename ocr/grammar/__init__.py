"""What a gazette prints in fixed forms: numerals, dates, document numbers, issuers. Text in, values out."""
