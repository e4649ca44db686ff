"""Nothing in, the files that tell an editor what a partnership's files hold out: checked, completed, explained offline.

Editors check whole YAML files. The front matter of a Markdown file is beyond the YAML extension of VS Code, and calling
these files YAML would cost their preview, so a task there runs `reflectctl validate` and shows what it finds, in every
kind of file, at its line.
"""


def editor_files() -> dict[str, str]:
    """The editor files of a partnership's repository by their paths, as Prettier would write them."""
    return {
        ".editorconfig": _EDITORCONFIG,
        ".vscode/extensions.json": _EXTENSIONS,
        ".vscode/settings.json": _SETTINGS,
        ".vscode/tasks.json": _TASKS,
    }


_EDITORCONFIG = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true
indent_style = space
indent_size = 2

[*.md]
trim_trailing_whitespace = false
"""

_EXTENSIONS = """\
{
  "recommendations": ["redhat.vscode-yaml"]
}
"""

# A pattern matches below any folder, so that of the records would take the content's files for records as well.
_SETTINGS = """\
{
  "yaml.schemas": {
    ".reflectctl/schema/partnership.schema.json": "/partnership.yaml",
    ".reflectctl/schema/principle.schema.json": [
      "/principles/*.yaml",
      "!/content/principles/*.yaml",
      "!/content/*/principles/*.yaml",
      "!/content/*/local/principles/*.yaml"
    ],
    ".reflectctl/schema/pack.schema.json": "/content/pack.yaml",
    ".reflectctl/schema/content-principle.schema.json": "/content/principles/*.yaml",
    ".reflectctl/schema/local-pack.schema.json": [
      "/content/local/pack.yaml",
      "/content/*/local/pack.yaml"
    ],
    ".reflectctl/schema/local-principle.schema.json": [
      "/content/local/principles/*.yaml",
      "/content/*/local/principles/*.yaml"
    ],
    ".reflectctl/schema/translation.schema.json": [
      "/content/*/pack.yaml",
      "!/content/local/pack.yaml"
    ],
    ".reflectctl/schema/translation-principle.schema.json": [
      "/content/*/principles/*.yaml",
      "!/content/local/principles/*.yaml"
    ],
    ".reflectctl/schema/phrases.schema.json": [
      "/content/phrases.yaml",
      "/content/*/phrases.yaml"
    ],
    ".reflectctl/schema/report.schema.json": "/report.yaml"
  },
  "yaml.yamlVersion": "1.2",
  "yaml.schemaStore.enable": false,
  "yaml.format.enable": false,
  "files.eol": "\\n",
  "files.insertFinalNewline": true,
  "[yaml]": {
    "editor.insertSpaces": true,
    "editor.tabSize": 2,
    "editor.wordWrap": "on"
  },
  "[markdown]": {
    "editor.wordWrap": "on"
  }
}
"""

_TASKS = r"""{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "reflectctl validate",
      "type": "process",
      "command": "reflectctl",
      "args": ["validate"],
      "group": { "kind": "build", "isDefault": true },
      "presentation": { "reveal": "silent" },
      "problemMatcher": {
        "owner": "reflectctl",
        "source": "reflectctl",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
          "regexp": "^(.+?):(\\d+):(\\d+): (error|warning|info): (.+) \\[([a-z-]+)\\]$",
          "file": 1,
          "line": 2,
          "column": 3,
          "severity": 4,
          "message": 5,
          "code": 6
        }
      }
    }
  ]
}
"""
