"""A forge's name in; what has each commit and each pull request of a partnership checked there, by path, out.

Nothing of the partnership is in these files. What a forge knows (the commit that a pull request begins from, the name
of a branch) reaches a shell as an environment variable only, never as part of its text.
"""

PROJECT = "https://github.com/reflectctl/reflectctl"
"""Where this project's hooks are fetched from."""

HOOKS = ".pre-commit-config.yaml"
"""Where pre-commit looks for what it should run before a commit."""

PIPELINES = {
    "github": ".github/workflows/reflectctl.yml",
    "gitlab": ".gitlab-ci.yml",
    "azure": "azure-pipelines.yml",
}
"""Each forge that is known, and where it looks for what it should run."""


def forge(kind: str, *, version: str) -> dict[str, str]:
    """The files for a forge, and the hooks that every repository has; `none` gives the hooks only."""
    texts = {HOOKS: _PRE_COMMIT}
    if kind == "github":
        texts |= {
            PIPELINES[kind]: _GITHUB,
            ".github/dependabot.yml": _DEPENDABOT,
            ".github/pull_request_template.md": _TEMPLATE,
            ".github/CODEOWNERS": _CODEOWNERS,
        }
    elif kind == "gitlab":
        texts |= {
            PIPELINES[kind]: _GITLAB,
            ".gitlab/merge_request_templates/Default.md": _TEMPLATE.replace("pull request", "merge request"),
            ".gitlab/CODEOWNERS": _CODEOWNERS.replace("pull request", "merge request"),
        }
    elif kind == "azure":
        texts |= {PIPELINES[kind]: _AZURE, ".azuredevops/pull_request_template.md": _TEMPLATE}
    return {path: text.replace("@VERSION@", version) for path, text in texts.items()}


_PRE_COMMIT = f"""\
# What is looked at before each commit. Run `pip install pre-commit` and `pre-commit install` once in each clone.
repos:
  - repo: {PROJECT}
    rev: v@VERSION@
    hooks:
      - id: reflectctl-fmt
      - id: reflectctl-validate
"""

_GITHUB = """\
# Checks each change and shows what it moves. Written by `reflectctl init --ci github`; it is yours to change.
name: reflectctl

on:
  push:
    branches: [main, master]
  pull_request:

permissions:
  contents: read

concurrency:
  group: reflectctl-${{ github.ref }}
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}

jobs:
  partnership:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    defaults:
      run:
        shell: bash
    env:
      # What is checked out for a pull request is merged into its target branch as it is now, which is the first parent.
      # The event names the target branch as it was once. Empty on a push.
      BASE: ${{ github.event_name == 'pull_request' && 'HEAD^1' || '' }}
    steps:
      - name: Check out every commit
        uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          fetch-depth: 0
          persist-credentials: false

      - name: Set up Python
        uses: actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0
        with:
          python-version: "3.13"

      - name: Install reflectctl
        run: pip install "reflectctl==@VERSION@"

      - name: Validate
        run: reflectctl validate --format github ${BASE:+--since="$BASE"}

      - name: Tell what moved
        if: ${{ !cancelled() && env.BASE != '' }}
        run: reflectctl diff --format markdown -- "$BASE" HEAD >> "$GITHUB_STEP_SUMMARY"

      - name: Write the report
        if: ${{ !cancelled() }}
        run: reflectctl report ${BASE:+--since="$BASE"} -o reports/report.html

      - name: Keep the report
        if: ${{ !cancelled() }}
        uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        with:
          name: report
          path: reports/report.html
"""

_GITLAB = """\
# Checks each change and shows what it moves. Written by `reflectctl init --ci gitlab`; it is yours to change.
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

partnership:
  image: python:3.13
  timeout: 10 minutes
  interruptible: true
  variables:
    # Every commit: what moved, and when it was agreed, is read from them.
    GIT_DEPTH: "0"
    PIP_ROOT_USER_ACTION: ignore
  before_script:
    - pip install "reflectctl==@VERSION@"
  script:
    # The base is the commit that a merge request begins from; it is empty elsewhere.
    - base="${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}"
    - >-
      reflectctl validate ${base:+--since="$base"}
      --output gitlab=gl-code-quality-report.json --output junit=junit.xml
  after_script:
    # These tell and do not check: they run whatever was found above.
    - base="${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}"
    - head="${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-HEAD}"
    - reflectctl report ${base:+--since="$base"} -o reports/report.html
    - if [ -n "$base" ]; then reflectctl diff --format markdown -o reports/changes.md -- "$base" "$head"; fi
  artifacts:
    when: always
    paths:
      - reports/
    reports:
      codequality: gl-code-quality-report.json
      junit: junit.xml
"""

_AZURE = """\
# Checks each change and shows what it moves. Written by `reflectctl init --ci azure`; it is yours to change.
#
# For pull requests in Azure Repos, add this pipeline under Project settings > Repositories > Policies > your main
# branch > Build validation. Who is asked to read a change is set beside it, under Automatically included reviewers.
trigger:
  - main
  - master

pr:
  - main
  - master

pool:
  vmImage: ubuntu-latest

jobs:
  - job: partnership
    timeoutInMinutes: "10"
    steps:
      - checkout: self
        displayName: Check out every commit
        fetchDepth: "0"
        persistCredentials: "false"

      - task: UsePythonVersion@0
        displayName: Set up Python
        inputs:
          versionSpec: "3.13"

      - bash: pip install "reflectctl==@VERSION@"
        displayName: Install reflectctl

      - bash: |
          set -euo pipefail
          base=$(git merge-base "origin/${SYSTEM_PULLREQUEST_TARGETBRANCH#refs/heads/}" HEAD)
          echo "##vso[task.setvariable variable=BASE]$base"
        displayName: Find the commit that the pull request begins from
        condition: and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))

      - bash: reflectctl validate --format azure --output junit=junit.xml ${BASE:+--since="$BASE"}
        displayName: Validate

      - task: PublishTestResults@2
        displayName: Show what was found
        condition: succeededOrFailed()
        inputs:
          testResultsFormat: JUnit
          testResultsFiles: junit.xml
          testRunTitle: reflectctl validate

      - bash: |
          set -euo pipefail
          reflectctl diff --format markdown -o reports/changes.md -- "$BASE" HEAD
          echo "##vso[task.uploadsummary]$PWD/reports/changes.md"
        displayName: Tell what moved
        condition: and(succeededOrFailed(), ne(variables['BASE'], ''))

      - bash: reflectctl report ${BASE:+--since="$BASE"} -o reports/report.html
        displayName: Write the report
        condition: succeededOrFailed()

      - publish: reports
        displayName: Keep the report
        artifact: report
        condition: succeededOrFailed()
"""

_DEPENDABOT = """\
# Keeps the pinned actions and hooks up to date, by pull requests of its own. The version of reflectctl that the
# workflow installs stands in .github/workflows/reflectctl.yml: change it there when the hooks' version changes.
version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: monthly
    groups:
      actions:
        patterns: ["*"]

  - package-ecosystem: pre-commit
    directory: /
    schedule:
      interval: monthly
"""

_TEMPLATE = """\
## What moved, and why

<!-- `reflectctl diff --base main --format markdown` tells it: paste it here, or say it in your own words. -->

## Before this pull request is merged

- [ ] Each rating that moved, in either direction, says why, so that somebody who was not in the room would understand.
- [ ] The agencies that were in the room recognise what they said. Those who were missing know, and can add their view.
- [ ] Where agencies see it differently, each view stands beside the agreed rating.
- [ ] Owners are agencies and roles. Nothing names a person, and nothing could make a child known: git does not forget.
- [ ] `reflectctl validate` finds nothing to mend.
"""

_CODEOWNERS = """\
# Who is asked to read a pull request, by what it changes; the last line that fits a file counts.
#
# Nobody is asked yet. Put your own teams in the place of these, and take away the # before each line. The forge asks
# them to read; whether their approval is needed is one of its settings for protected branches.
#
# *                  @our-organisation/partnership-coordinators
# /partnership.yaml  @our-organisation/safeguarding-partners
# /content/          @our-organisation/safeguarding-partners
"""
