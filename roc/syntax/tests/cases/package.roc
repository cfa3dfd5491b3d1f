package [Widget, Util.helper] { dep: "../dep/main.roc" }

import Src/Widget as Widget
