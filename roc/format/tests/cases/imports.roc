#!/usr/bin/env roc
import   A
import A.B as C
import pf.Stdout exposing[line!,a as b,]
import ../ Common / Id
import ./Geo/Shape exposing []
import /Api/V1 as
   Api
import "data.txt"as data:Str
import "data.bin" as bytes : List( U8 )
x=1
import Late
#!not the first line
