"""Why a file cannot be used: in our words where we have them, else in those of the system."""

from pathlib import Path

import pytest

from enforcement_norms import CaseInvalid
from enforcement_norms.auditing.settings_file import settings_at
from enforcement_norms.errors import cause_of


@pytest.mark.parametrize(
    ("error", "chinese", "english"),
    [
        (FileNotFoundError(2, "No such file or directory"), "没有这个文件或者目录", "no such file or folder"),
        (PermissionError(13, "Permission denied"), "没有权限", "permission denied"),
        (IsADirectoryError(21, "Is a directory"), "是目录", "it is a folder"),
        (NotADirectoryError(20, "Not a directory"), "路径中有一段不是目录", "a part of the path is no folder"),
        (OSError(28, "No space left on device"), "No space left on device", "No space left on device"),
        (ValueError("embedded null byte"), "ValueError", "ValueError"),
    ],
)
def test_why_a_file_cannot_be_used(error: Exception, chinese: str, english: str) -> None:
    cause = cause_of(error)
    said = [cause if isinstance(cause, str) else cause.render(locale) for locale in ("zh_CN", "en")]
    assert said == [chinese, english]


def test_a_file_that_is_not_there_is_refused_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(CaseInvalid) as caught:
        settings_at(tmp_path / "gone.yaml")
    assert [problem.message.render("zh_CN") for problem in caught.value.problems] == [
        "文件无法读取：没有这个文件或者目录"
    ]
