complete --keep-order --exclusive --command peidang --arguments "(PEIDANG_COMPLETE=fish peidang -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
