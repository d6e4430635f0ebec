"""What went wrong with a file or page, or should be looked at, in Chinese: archivists are told in both languages."""

from __future__ import annotations

_BY_CODE = {
    "empty": "文件为空或没有页面。请重新扫描或重新复制。",
    "unsupported": "文件格式不支持（以内容为准，不看扩展名）。请另存为 TIFF、JPEG、PNG、JPEG 2000 或 PDF。",
    "damaged": "文件不完整或已损坏。请重新复制或重新扫描。",
    "encrypted": "文件有密码保护。请去除密码后重新提交。",
    "too-large": "像素、页数或字节数超出限制。请核对文件，或调高 WENGAO_MAX_PIXELS。",
    "refused": "文件无法使用。请检查文件及其权限后重试。",
    "storage": "存储无法写入。请腾出空间或检查权限后重试。",
    "memory": "内存不足，无法识别该页。请调高 WENGAO_WORKER_MEMORY_MB。",
    "changing": "文件在读取过程中发生变化。请待扫描或复制完成后重试。",
    "unreadable": "文件无法读取。请检查权限和磁盘后重试。",
    "crashed": "处理该文件的进程异常终止。请查看该文件。",
    "engine": "识别引擎无法处理该页。请查看该页图像。",
    "gave-up": "该页多次导致处理进程终止或超时。请查看该页图像。",
    "not-held": "存储中找不到原件。请检查存储设置，或重新提交该文件。",
    "unexpected": "程序遇到未预料的错误。请连同日志一并报告。",
}


_FINDINGS = {
    "tariff-code-doubtful": "税则号列有误：该章、品目不存在，或与前后次序不符。",
    "text-outside-notices": "有文字不属于任何文告。",
    "no-notice-found": "未找到文告的开头，全部文字作为一件保存。",
    "page-without-text": "该页（或其中一叶）未识别出正文，请核对是否空白。",
    "page-without-notice": "该页有文字，但未归入任何文告。",
    "print-not-read": "该页似有印刷内容，但未能识别。",
    "page-not-read": "有页面未能识别，文告可能缺少文字。",
    "contents-entry-without-notice": "目录列有该文告，但正文中未找到。",
    "notice-not-in-contents": "正文中有该文告，但目录未列。",
    "contents-number-differs": "文号与目录不一致（目录 / 正文）。",
    "contents-title-differs": "标题与目录不一致（目录 / 正文）。",
    "contents-page-differs": "页码与目录不一致（目录 / 正文）。",
    "date-mended": "日期中有字误读，已按唯一可能更正（原文 → 日期）。",
    "date-in-part": "日期不全或部分无法辨认（原文 → 已知部分）。",
    "attachment-not-printed": "附件说明列有该附件，但正文后未找到。",
    "attachment-not-announced": "正文后有该附件，但附件说明未列。",
    "attachment-title-differs": "附件标题与附件说明不一致（附件说明 / 附件）。",
    "correction-conflict": "重新识别的结果与人工更正及更正前的内容均不同，现仍以人工更正为准，请核对。",
    "correction-without-notice": "人工更正所指的文告已不存在，更正予以保留。",
    "correction-without-place": "人工指定的文告起始位置已无文字，未能采用。",
}


_DISCREPANCIES = {
    "number-twice": "两件文告的文号相同。",
    "number-left-out": "文号不连续，其间的文告未收藏。",
    "notice-without-number": "文告没有文号。",
    "notice-without-title": "文告没有标题。",
    "notice-without-issuer": "文告没有发文机关。",
    "notice-without-date": "文告没有日期。",
    "date-out-of-order": "日期与文号的先后不符，可能误读。",
    "date-not-in-number-year": "日期的年份与文号的年份不一致。",
    "date-after-issue": "文告日期晚于所在期的出版日期。",
    "end-each-other": "两件文告互相废止。",
    "acts-on-a-younger-notice": "文告废止或修改了比它更晚的文告。",
    "acts-on-an-ended-notice": "文告废止或修改了已经失效的文告。",
}


def discrepancy_in_chinese(code: str) -> str:
    """What a discrepancy (`index.discrepancies`) says, in Chinese; every code has one."""
    return _DISCREPANCIES[code]


def finding_in_chinese(code: str) -> str:
    """What a finding (`ocr.section.Finding`, `flows.cut_issues`) says, in Chinese; every code has one."""
    return _FINDINGS[code]


def in_chinese(code: str) -> str:
    """The message for a code of `archive.errors`, `archive.ledger` or `flows`; every code has one."""
    return _BY_CODE[code]
