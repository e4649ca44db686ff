"""What must hold across files: one function a rule, its docstring the rule's page in the manual."""
