platform "p"
  requires{}{[Model:model]for main:model->model,go! : {}=>{}}
  exposes[A, # one
  B]
  packages{}
  provides{"f":f_for_host!,"g":A.g!}
  hosted { # all
  "h":B.C.h! }
  targets:{inputs_dir:"targets",x64musl:{inputs:["a.o",app]},arm64mac:{inputs:[app],output:Shared}}
