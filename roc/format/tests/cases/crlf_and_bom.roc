a=1 # x 


b=2
# c
d=3