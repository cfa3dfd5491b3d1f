# Methods and functions without annotations, used above their definitions.
main! = |_args| {
	p : Point
	p = { x: 1, y: 2 }
	c : Circle
	c = { center: p, radius: 3 }
	echo!("${p.sum().to_str()} ${c.far().to_str()} ${longer(4).to_str()}\n")
	Ok({})
}

longer = |x| x + unit.far()

unit : Circle
unit = { center: { x: 0, y: 0 }, radius: 1 }

Circle := { center : Point, radius : I64 }.{
	far = |circle| circle.center.sum() + circle.radius
}

Point := { x : I64, y : I64 }.{
	sum = |point| point.x + point.y
}
