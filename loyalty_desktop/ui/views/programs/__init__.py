"""The list of programs and the editor of one."""
