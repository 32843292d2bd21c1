# What tabulator.zsh tells the inner zsh: to read the completion, and to say what happens at ^T.
unset zle_bracketed_paste
PROMPT=
eval "$before"
offered=()

# What completion functions call with the words they offer.
compadd() {
  local -a hits
  [[ " $* " == *' -'[OAD]' '* ]] || { builtin compadd -O hits "$@"; offered+=("${hits[@]}") }
  builtin compadd "$@"
}

press() {
  zle complete-word
  print -rl -- "$BUFFER" "${(uo)offered[@]}" >$seen
  print "<seen:$seen>"
}
zle -N press
bindkey '^T' press
print ready
