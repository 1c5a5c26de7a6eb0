"""Who finds the pages on which a program says what is open. To anybody else there are none.

A sign-in of staff with its second factor is enough: one press must stay one press, and a number fades by itself.
"""

from handrail.directory.own_places.rights import counter
from handrail.directory.program_doors import for_holders

for_counters = for_holders(counter, is_fresh=False)
