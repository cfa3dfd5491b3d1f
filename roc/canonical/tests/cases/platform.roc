platform "demo"
	requires { [State : state] for program : { start : () -> state, tick! : state, U64 => state }, main! : List(Str) => {} }
	exposes []
	packages {}
	provides { "demo_start": start_for_host, "demo_main": main!, "demo_gone": gone }
	hosted { "demo_write": Term.write!, "demo_again": Term.write!, "demo_body": start_for_host }

Term := [].{
	write! : Str => {}
}

start_for_host : () -> Box(State)
start_for_host = || Box.box((program.start)())

unlisted : U64
