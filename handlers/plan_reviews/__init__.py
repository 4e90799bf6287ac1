"""The review of a plan (`/soket`): in the chat, as Excel, as Word; frozen, so that what was counted stays."""
