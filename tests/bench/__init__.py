"""What Đôn Đốc does in a second, beside plain bots doing less: `make bench`."""
