// The .twin language (docs/language.md). Regenerate with: dotnet build src/Ontotwin.Language -t:RegenerateParsers
grammar Twin;

// ---------------------------------------------------------------- program

program : moduleDeclaration? item* EOF ;

moduleDeclaration : 'module' qualifiedName 'version' version end ;

item
    : ontologyDeclaration
    | importDeclaration
    | lookupDeclaration
    | tableDeclaration
    | siteDeclaration
    | identityDeclaration
    | mapDeclaration
    | functionDeclaration
    | shapeDeclaration
    | testDeclaration
    | guidelineDeclaration
    | featureDeclaration
    | scoreDeclaration
    | modelDeclaration
    | causalDeclaration
    ;

ontologyDeclaration : 'ontology' name end ;
importDeclaration : 'import' qualifiedName ('(' name (',' name)* ')')? end ;
lookupDeclaration : 'lookup' name 'from' STRING 'on' 'miss' missPolicy end ;
missPolicy : 'error' | 'quarantine' | 'keep' ;

tableDeclaration : ('codes' | 'units' | 'authorities') 'from' STRING end ;

siteDeclaration : 'site' name ('when' expression | 'otherwise')? '{' siteSetting* '}' ;
siteSetting
    : 'zone' STRING end                                 # siteZone
    | 'authority' STRING end                            # siteAuthority
    | 'null' STRING nullAction end                      # siteNull
    | 'dates' STRING ('or' STRING)* end                 # siteDates
    ;
nullAction : 'retract' | 'ignore' | 'quarantine' ;

functionDeclaration : 'function' name '(' (name (',' name)*)? ')' '=' expression end ;

shapeDeclaration : 'shape' name '(' name (',' name)* ')' '{' mapStatement* '}' ;

// ---------------------------------------------------------------- mapping

identityDeclaration : 'identity' name 'from' sourceSelector '{' identityItem (',' identityItem)* ','? '}' ;
identityItem
    : 'for' name 'in' expression '{' identityItem (',' identityItem)* ','? '}'      # identityLoop
    | identityKey (('replaces' | 'links' | 'separates') identityKey 'at' expression)?  # identityStatement
    ;
identityKey : ('each' expression)? '(' expression ',' expression ')' ('during' expression '..' expression)? ;

mapDeclaration : 'map' name 'from' sourceSelector '{' mapStatement* '}' ;

sourceSelector : format=name schema=STRING? 'only'? recordTypes? ('at' at=STRING)? csvOptions? csvColumns? join* ('when' expression)? ;
recordTypes : recordType (',' recordType)* ;
recordType : 'any' | name 'any'? ;
csvOptions : '{' csvOption* '}' ;
csvOption
    : 'delimiter' STRING end                            # csvDelimiter
    | 'decimal' STRING ('or' STRING)? end               # csvDecimal
    | 'skip' NUMBER end                                 # csvSkip
    | 'skip' 'to' STRING ('or' STRING)* end             # csvSkipTo
    | 'heading' name 'from' headingPlace end            # csvHeading
    | 'encoding' STRING end                             # csvEncoding
    | 'no' 'header' end                                 # csvNoHeader
    ;
headingPlace
    : 'line' line=NUMBER 'cell' cell=NUMBER                                             # headingLine
    | name ('when' name ('=' STRING | 'in' '(' STRING (',' STRING)* ')'))?              # headingColumn
    ;
csvColumns : '(' csvColumn (',' csvColumn)* ','? ')' ;
csvColumn : qualifiedName ('or' qualifiedName)* type=name (STRING ('or' STRING)*)? optional='?'? many='*'? ;
join : 'join' name STRING csvOptions? csvColumns 'on' expression ;

mapStatement
    : nodeStatement
    | forStatement
    | seriesStatement
    | useStatement
    ;

useStatement : 'use' name '(' expression (',' expression)* ')' guard? end ;

forStatement : 'for' name 'in' expression '{' mapStatement* '}' ;

nodeStatement : 'node' name ':' name 'key' key guard? nodeBody? end ;
key : '(' keyPart (',' keyPart)* ')' ;
keyPart : expression optional='?'? ;
nodeBody : '{' nodeItem* '}' ;
nodeItem : binding | lifeCycle | mapStatement ;

binding : name '<-' 'each'? source=expression conversion* (guard | otherwise='otherwise')? end ;
guard : 'when' expression ;
conversion
    : 'as' name ('format' STRING)? ('in' unit=expression)? ('to' target=expression)? ('zone' zone=expression)?   # asConversion
    | 'via' name                                                                    # viaConversion
    | 'check' low=signedNumber '..' high=signedNumber ('else' 'quarantine')?        # checkConversion
    ;

lifeCycle : 'on' expression ('ordered' 'by' ordered=expression)? optional='?'? '{' lifeCycleCase* '}' ;
lifeCycleCase : (STRING (',' STRING)* | 'other' | 'absent') '->' lifeCycleAction end ;
lifeCycleAction : 'assert' | 'preliminary' | 'replace' | 'update' | 'retract' | 'absent' STRING | 'unreadable' | 'quarantine' ;

seriesStatement : 'series' name ':' name 'key' key 'of' subject=expression 'at' at=expression atConversion=conversion? 'value' value=expression conversion* guard? end ;

// ---------------------------------------------------------------- tests

testDeclaration : 'test' STRING ('of' qualifiedName)? ('with' 'lookup' name '{' testLookupEntry (',' testLookupEntry)* '}')* '{' testStatement* '}' ;
testLookupEntry : STRING '->' STRING ;
testStatement
    : 'given' given (',' given)* end                    # givenStatement
    | 'expect' expectation (';' expectation)* end       # expectStatement
    ;
given
    : STRING ('=' STRING)?                              # givenDocument
    | 'not'? ('has' | 'on') name ('since' quantity)?    # givenPresence
    | name 'is' name                                    # givenCategory
    | name '=' expression ('..' expression)?            # givenValue
    ;
expectation
    : 'no' 'diagnostics'                                # expectNoDiagnostics
    | 'some' 'diagnostics'                              # expectSomeDiagnostics
    | 'diagnostic' name                                 # expectDiagnostic
    | count ('reject' | 'rejects')                      # expectRejects
    | count name ('{' expectedProperty* '}')?           # expectNodes
    | qualifiedName status ('ask' name (',' name)*)? ('urgency' urgency=name)?    # expectRule
    | qualifiedName '=' signedNumber ('..' signedNumber)? UNIT? ('within' tolerance=NUMBER)?    # expectValue
    ;
status : 'in' | name ;
count : 'one' | 'no' | NUMBER ;
expectedProperty : name '=' expression end ;

// ---------------------------------------------------------------- guidelines

guidelineDeclaration : 'guideline' qualifiedName 'version' version '{' guidelineItem* '}' ;
guidelineItem
    : citation                                          # guidelineCitation
    | 'translation' 'zh' ('reviewed' | 'unreviewed') end    # guidelineTranslation
    | 'rule' qualifiedName '{' ruleItem* '}'            # guidelineRule
    | 'conflict' qualifiedName 'with' qualifiedName 'resolve' resolution because? end    # guidelineConflict
    | testDeclaration                                   # guidelineTest
    ;
citation : 'cite' STRING citationDetail* end ;
citationDetail
    : 'published' DATE
    | 'valid' ('from' | 'until') DATE
    | 'at' STRING
    ;
ruleItem
    : 'when' expression end                             # ruleWhen
    | 'unless' expression because? end                  # ruleUnless
    | ('recommend' | contra='contraindicate') verb=name target=name ('for' goal=name)? ('as' STRING 'zh' STRING)? end    # ruleAction
    | 'alternative' verb=name target=name end           # ruleAlternative
    | 'raise' 'urgency' 'of' qualifiedName 'to' name end    # ruleRaise
    | 'strength' name direction=('for' | 'against') 'certainty' certainty ('native' STRING)? ('overrides' qualifiedName (',' qualifiedName)*)? end    # ruleGrade
    | 'overrides' qualifiedName (',' qualifiedName)* end    # ruleOverrides
    | 'expects' name direction=('up' | 'down') ('via' name ('->' name)*)? end    # ruleExpects
    | 'monitor' name 'within' quantity '..' quantity end    # ruleMonitor
    | 'missing' '{' (name ':' ('ask' | 'abstain') end)* '}'    # ruleMissing
    | because end                                       # ruleBecause
    | 'patient' languageText+ end                       # rulePatient
    | 'urgency' name end                                # ruleUrgency
    | 'causal' name 'effect' 'of' name 'on' name end    # ruleCausal
    | citation                                          # ruleCitation
    ;
certainty : 'very' 'low' | name ;
because : 'because' languageText+ ;
languageText : ('en' | 'zh') STRING ;

// ---------------------------------------------------------------- features, scores, models, causes

featureDeclaration : 'feature' name 'of' name '=' function=name ('(' signedNumber ')')? ('within' within1=quantity)? ('per' per=quantity)? ('valid' valid=quantity)? end ;

scoreDeclaration : 'score' name ('in' UNIT)? 'cite' STRING ('=' expression end | '{' scoreItem* '}') ;
scoreItem
    : 'within' quantity end                             # scoreWithin
    | 'table' name 'from' STRING ('column' choice (',' choice)* | 'row' expression) end    # scoreTable
    | 'input' name '=' expression ('in' UNIT)? ('range' signedNumber '..' signedNumber)? end    # scoreInput
    | 'let' name '=' letValue end                       # scoreLet
    | 'value' '=' expression ('in' UNIT)? end           # scoreValue
    | 'missing' ('partial' | 'interval') end            # scoreMissing
    | 'term' name 'points' signedNumber 'when' expression end    # scoreConditionTerm
    | termSubject ('integer' | 'round' NUMBER)? ('when' expression)? 'points' '{' pointCase (';' pointCase)* ';'? '}' end    # scoreTerm
    | testDeclaration                                   # scoreTest
    ;
choice : name 'when' expression ;
letValue : expression ('when' expression (',' expression 'when' expression)*)? ;
termSubject : name ;
pointCase : pointRange ':' signedNumber ;
pointRange
    : op=('<=' | '<' | '>=' | '>') signedNumber UNIT?   # boundedRange
    | signedNumber '..' signedNumber UNIT?              # closedRange
    | 'other'                                           # otherRange
    | 'is' name                                         # categoryRange
    ;

modelDeclaration : 'model' name 'from' STRING 'card' STRING '{' modelItem* '}' ;
modelItem
    : 'input' name '=' expression ('in' UNIT)? end      # modelInputItem
    | 'output' name ('of' name)? ('calibrated' STRING)? ('interval' 'conformal' NUMBER UNIT)? end    # modelOutputItem
    | 'attribute' 'exact' 'tagged' 'by' name end        # modelAttributeItem
    ;

causalDeclaration : 'causal' name '{' causalItem* '}' ;
causalItem
    : citation                                          # causalCitation
    | name (',' name)* ('->' name (',' name)*)+ end     # causalEdges
    | 'latent' name '->' name (',' name)* end           # causalLatent
    | 'effect' 'of' name 'on' name 'by' name end        # causalEffect
    ;

// ---------------------------------------------------------------- expressions, loosest first

expression
    : primary                                                       # primaryExpression
    | op='-' expression                                             # negateExpression
    | <assoc=right> expression op='^' expression                    # powerExpression
    | expression op=('*' | '/') expression                          # productExpression
    | expression op=('+' | '-') expression                          # sumExpression
    | expression op='??' expression                                 # coalesceExpression
    | expression op=('=' | '!=' | '<' | '<=' | '>' | '>=') expression    # comparisonExpression
    | expression 'not'? 'in' '(' expression (',' expression)* ')'   # inListExpression
    | expression 'in' expression '..' expression                    # inRangeExpression
    | expression 'is' name                                          # isExpression
    | op=('surely' | 'possibly') expression                         # collapseExpression
    | 'not' expression                                              # notExpression
    | expression op='and' expression                                # andExpression
    | expression op='or' expression                                 # orExpression
    | 'if' expression 'then' expression 'else' expression           # conditionalExpression
    ;

primary
    : 'days' 'since' name                                           # daysSincePrimary
    | quantity                                                      # quantityPrimary
    | STRING                                                        # textPrimary
    | IRI                                                           # iriPrimary
    | name ':' name                                                 # prefixedPrimary
    | DATE                                                          # datePrimary
    | UNIT                                                          # unitPrimary
    | 'true'                                                        # truePrimary
    | 'false'                                                       # falsePrimary
    | '(' expression (',' expression)* ')'                          # tuplePrimary
    | 'has' name 'known'? within?                                   # hasPrimary
    | 'on' name 'known'? within?                                    # onPrimary
    | aggregate name within? before?                                # windowPrimary
    | 'ref' name ('key' key | 'of' expression) ('or' 'stub')?       # referencePrimary
    | path                                                          # pathPrimary
    ;

aggregate : 'latest' | 'first' | 'min' | 'max' | 'mean' | 'median' | 'sum' | 'count' | 'slope' | 'sd' | 'percentile' '(' NUMBER ')' ;
within : 'within' quantity ;
before : 'before' quantity ;

path : pathHead pathStep* ;
pathHead
    : SEGMENT_FIELD                                                 # segmentHead
    | name arguments                                                # callHead
    | name GROUP_STEP*                                              # nameHead
    | COMPONENT                                                     # componentHead
    | '.' name                                                      # relativeHead
    ;
pathStep
    : '.' name arguments                                            # callStep
    | '.' SEGMENT_FIELD                                             # segmentStep
    | '.' name                                                      # nameStep
    | COMPONENT                                                     # componentStep
    | GROUP_STEP                                                    # groupStep
    | '[' expression ']'                                            # filterStep
    ;
arguments : '(' (expression (',' expression)*)? ')' ;

// ---------------------------------------------------------------- small things

quantity : NUMBER UNIT? ;
signedNumber : '-'? NUMBER ;
resolution : name ('-' name)? ;
version : NUMBER | VERSION | DATE | STRING ;
qualifiedName : name ('.' name)* ;
end : ';'? ;

// Every keyword is contextual: it is a name wherever a name may stand.
name
    : NAME | QUOTED_NAME | 'codes' | 'any' | 'some' | 'reject' | 'rejects'
    | 'module' | 'version' | 'ontology' | 'import' | 'lookup' | 'from' | 'miss' | 'error' | 'quarantine' | 'keep' | 'site' | 'zone' | 'authority'
    | 'null' | 'authorities' | 'units' | 'dates' | 'retract' | 'ignore' | 'function' | 'identity' | 'replaces' | 'links' | 'separates' | 'each' | 'during' | 'map' | 'only' | 'at' | 'delimiter'
    | 'decimal' | 'skip' | 'encoding' | 'header' | 'heading' | 'line' | 'cell' | 'join' | 'node' | 'key' | 'as' | 'format' | 'to' | 'via' | 'check' | 'ordered' | 'by'
    | 'other' | 'absent' | 'assert' | 'preliminary' | 'replace' | 'update' | 'unreadable' | 'series' | 'shape' | 'use' | 'of' | 'value' | 'test' | 'given' | 'expect' | 'diagnostics' | 'diagnostic'
    | 'one' | 'guideline' | 'translation' | 'zh' | 'en' | 'reviewed' | 'unreviewed' | 'rule' | 'conflict' | 'with' | 'resolve' | 'cite' | 'published'
    | 'valid' | 'until' | 'recommend' | 'contraindicate' | 'strength' | 'against' | 'certainty' | 'native' | 'overrides' | 'expects' | 'up' | 'down'
    | 'monitor' | 'missing' | 'ask' | 'abstain' | 'because' | 'patient' | 'urgency' | 'effect' | 'very' | 'low' | 'feature' | 'per'
    | 'score' | 'table' | 'column' | 'row' | 'input' | 'range' | 'let' | 'partial' | 'integer' | 'round' | 'term' | 'points' | 'model' | 'card'
    | 'output' | 'calibrated' | 'interval' | 'conformal' | 'attribute' | 'exact' | 'tagged' | 'causal' | 'alternative' | 'raise' | 'days' | 'since' | 'latent' | 'is' | 'known' | 'stub' | 'latest' | 'first' | 'min'
    | 'max' | 'mean' | 'median' | 'sum' | 'count' | 'slope' | 'sd' | 'percentile' | 'before' | 'ref' | 'unknown' | 'surely' | 'possibly' | 'within'
    ;

// ---------------------------------------------------------------- tokens

STRING : '"' ( '\\' . | ~["\\\r\n] )* '"' ;
UNIT : '\'' ~['\r\n]* '\'' ;
QUOTED_NAME : '`' ~[`\r\n]+ '`' ;
IRI : '<' [a-z]+ ':' ~[ \t\r\n<>]+ '>' ;
DATE : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
VERSION : DIGIT+ '.' DIGIT+ ('.' DIGIT+)+ ;
NUMBER : DIGIT+ ('.' DIGIT+)? ;
SEGMENT_FIELD : [A-Z] [A-Z0-9] [A-Z0-9] '-' DIGIT+ ;
COMPONENT : '.' DIGIT+ ;
GROUP_STEP : '/' LETTER (LETTER | DIGIT)* ;
NAME : LETTER (LETTER | DIGIT)* ;
COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
// No comment here, and told; as one token, so that what stands in it is no further error.
FOREIGN_COMMENT : '/*' .*? '*/' -> channel(HIDDEN) ;
BLANK : [ \t\r\n\uFEFF]+ -> channel(HIDDEN) ;
UNEXPECTED : . ;

fragment DIGIT : [0-9] ;
fragment LETTER : [\p{L}_] ;
