



# only



#comments


