# Remembers the events that it was told, and counts them.
app [Model, program] { pf: platform "../../hosts/model/platform/main.roc" }

Model : { count : I64, events : List(Str) }

program = { init, update, render }

init : () -> Model
init = || { count: 0, events: [] }

update : Model, Str -> Model
update = |model, event| {
	count: model.count + 1,
	events: model.events.append(event),
}

render : Model -> { title : Str, lines : List(Str) }
render = |model| {
	title: "${model.count.to_str()} events so far",
	lines: model.events,
}
