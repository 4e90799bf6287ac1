"""Invitations: asked for in the chat, made, looked at before they are used, printed on sheets."""
