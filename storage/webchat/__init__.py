"""What the web chat keeps: its lines, its sessions, its menus, and the doors that wrong codes close."""

CHANNEL = "web"
ACCOUNT = ""
