# Types LINE and the tabulator into a zsh that has read the completion of bin/COMMAND, as the manual
# tells users to, and prints what the line becomes, then what is offered, one a line.
#
#   zsh -f tabulator.zsh COMMAND LINE
zmodload zsh/zpty
zpty shell 'TERM=dumb zsh -f -i'
zpty -w shell "seen=$(mktemp) before='source <(bin/$1 --completion)'"
zpty -w shell ". ${(q)0:A:h}/tabulated.zsh"
zpty -r -m shell said $'*\nready*' || exit 1
zpty -w -n shell "$2"$'\C-t'
zpty -r -m shell said '*<seen:*>*' || exit 1
seen=${${said##*<seen:}%%>*}
cat $seen
rm $seen
