platform "p" requires{} exposes[] packages{} provides{} hosted{}
