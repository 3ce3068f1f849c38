"""The pages: answers by signed links, and for the secretary the upload and review of reports."""
