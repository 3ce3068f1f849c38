"""What arrives from outside: the folder `inbox/`; mail, links and chat have their places here later."""
