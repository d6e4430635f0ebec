"""What a gazette prints in fixed forms. Text in, values out; nothing here knows of pages.

numerals ──> dates, numbers (文号), tariff codes      issuers: the authority file, and its names in print
clauses: 章, 条, 款, 项, 一、 as a tree               scopes: 附件2、4、8、9, 第五条第二款
attachment_heads, attachment_lists: 附件1, 附件：1.…   rewriting: text set right that knows where it stood
"""
