"""What is told beside the changes of a loading: what to look at before it is written."""
