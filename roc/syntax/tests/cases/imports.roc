# All forms of imports.
import Shape
import ./Geo/Shape
import Geo/sub/Shape.Corner
import ../../Common/Id as Ident
import /Api/V1
import pf.Stdout
import json.Doc.Node as N exposing [parse, Node as N2, Sub.*, Type.item, Type.item as it]
import "data.txt" as text : Str
import "../data.bin" as bytes : List(U8)
