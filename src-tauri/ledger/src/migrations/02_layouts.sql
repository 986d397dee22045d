-- an answer may also be what was pointed at on a unit's layout: the pointings as JSON; without them the answer is the unit itself
ALTER TABLE remembered ADD COLUMN pointed TEXT;
