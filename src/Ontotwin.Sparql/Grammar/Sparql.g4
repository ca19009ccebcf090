// SPARQL 1.1 Query and Update (section 19.8). Regenerate with: dotnet build src/Ontotwin.Sparql -t:RegenerateParsers
// Wider than the recommendation in three places, where the builders then say better what is wrong: paths and variables in templates and data,
// and how many arguments a function takes. Escapes of code points (19.2) are replaced before the lexer sees the text.
grammar Sparql;

options { caseInsensitive = true; }

// ---------------------------------------------------------------- query

queryUnit : prologue query valuesClause EOF ;
query : selectQuery | constructQuery | describeQuery | askQuery ;

prologue : (baseDeclaration | prefixDeclaration)* ;
baseDeclaration : 'BASE' IRIREF ;
prefixDeclaration : 'PREFIX' PNAME_NS IRIREF ;

selectQuery : selectClause datasetClause* whereClause solutionModifier ;
subSelect : selectClause whereClause solutionModifier valuesClause ;
selectClause : 'SELECT' ('DISTINCT' | 'REDUCED')? (selectItem+ | '*') ;
selectItem : var | '(' expression 'AS' var ')' ;
constructQuery
    : 'CONSTRUCT' '{' triplesTemplate? '}' datasetClause* whereClause solutionModifier
    | 'CONSTRUCT' datasetClause* 'WHERE' '{' triplesTemplate? '}' solutionModifier
    ;
describeQuery : 'DESCRIBE' (varOrIri+ | '*') datasetClause* whereClause? solutionModifier ;
askQuery : 'ASK' datasetClause* whereClause solutionModifier ;

datasetClause : 'FROM' 'NAMED'? iri ;
whereClause : 'WHERE'? groupGraphPattern ;

solutionModifier : groupClause? havingClause? orderClause? limitOffset? ;
groupClause : 'GROUP' 'BY' groupCondition+ ;
groupCondition : builtInCall | functionCall | '(' expression ('AS' var)? ')' | var ;
havingClause : 'HAVING' constraint+ ;
orderClause : 'ORDER' 'BY' orderCondition+ ;
orderCondition : ('ASC' | 'DESC') '(' expression ')' | constraint | var ;
limitOffset : limitClause offsetClause? | offsetClause limitClause? ;
limitClause : 'LIMIT' INTEGER ;
offsetClause : 'OFFSET' INTEGER ;
valuesClause : ('VALUES' dataBlock)? ;

// ---------------------------------------------------------------- update

updateUnit : prologue (update (';' prologue update)* (';' prologue)?)? EOF ;
update
    : 'LOAD' 'SILENT'? iri ('INTO' graphRef)?                                  # load
    | ('CLEAR' | 'DROP') 'SILENT'? graphRefAll                                 # clear
    | 'CREATE' 'SILENT'? graphRef                                              # create
    | ('ADD' | 'MOVE' | 'COPY') 'SILENT'? graphOrDefault 'TO' graphOrDefault   # transfer
    | 'INSERT' 'DATA' quadPattern                                              # insertData
    | 'DELETE' 'DATA' quadPattern                                              # deleteData
    | 'DELETE' 'WHERE' quadPattern                                             # deleteWhere
    | ('WITH' iri)? (deleteClause insertClause? | insertClause) usingClause* 'WHERE' groupGraphPattern   # modify
    ;
deleteClause : 'DELETE' quadPattern ;
insertClause : 'INSERT' quadPattern ;
usingClause : 'USING' 'NAMED'? iri ;
graphOrDefault : 'DEFAULT' | 'GRAPH'? iri ;
graphRef : 'GRAPH' iri ;
graphRefAll : graphRef | 'DEFAULT' | 'NAMED' | 'ALL' ;
quadPattern : '{' triplesTemplate? (quadsOfGraph '.'? triplesTemplate?)* '}' ;
quadsOfGraph : 'GRAPH' varOrIri '{' triplesTemplate? '}' ;
triplesTemplate : triplesBlock ;

// ---------------------------------------------------------------- patterns

groupGraphPattern : '{' (subSelect | triplesBlock? (graphPatternNotTriples '.'? triplesBlock?)*) '}' ;
triplesBlock : triplesSameSubject ('.' triplesSameSubject)* '.'? ;
graphPatternNotTriples
    : groupGraphPattern ('UNION' groupGraphPattern)*        # groupOrUnion
    | 'OPTIONAL' groupGraphPattern                          # optional
    | 'MINUS' groupGraphPattern                             # minus
    | 'GRAPH' varOrIri groupGraphPattern                    # graph
    | 'SERVICE' 'SILENT'? varOrIri groupGraphPattern        # service
    | 'FILTER' constraint                                   # filter
    | 'BIND' '(' expression 'AS' var ')'                    # bind
    | 'VALUES' dataBlock                                    # inlineData
    ;
dataBlock
    : var '{' dataValue* '}'                                # oneVariable
    | '(' var* ')' '{' ('(' dataValue* ')')* '}'            # manyVariables
    ;
dataValue : iri | rdfLiteral | numericLiteral | booleanLiteral | 'UNDEF' ;

triplesSameSubject : varOrTerm propertyList | triplesNode propertyList? ;
propertyList : verbObjects (';' verbObjects?)* ;
verbObjects : verb graphNode (',' graphNode)* ;
verb : var | path ;
graphNode : varOrTerm | triplesNode ;
triplesNode : '(' graphNode+ ')' | '[' propertyList ']' ;

path : pathSequence ('|' pathSequence)* ;
pathSequence : pathElement ('/' pathElement)* ;
pathElement : '^'? pathPrimary ('?' | '*' | '+')? ;
pathPrimary : iri | A | '!' pathNegatedSet | '(' path ')' ;
pathNegatedSet : pathOneInSet | '(' (pathOneInSet ('|' pathOneInSet)*)? ')' ;
pathOneInSet : '^'? (iri | A) ;

varOrTerm : var | iri | rdfLiteral | numericLiteral | booleanLiteral | blankNode | '(' ')' ;
varOrIri : var | iri ;

// ---------------------------------------------------------------- expressions

constraint : '(' expression ')' | builtInCall | functionCall ;
functionCall : iri arguments ;
arguments : '(' ('DISTINCT'? expression (',' expression)*)? ')' ;

expression : conditionalAnd ('||' conditionalAnd)* ;
conditionalAnd : relational ('&&' relational)* ;
relational : additive (('=' | '!=' | '<' | '>' | '<=' | '>=') additive | 'NOT'? 'IN' '(' (expression (',' expression)*)? ')')? ;
additive : multiplicative (('+' | '-') multiplicative)* ;
multiplicative : unary (('*' | '/') unary)* ;
unary : ('!' | '+' | '-')? primary ;
primary : '(' expression ')' | builtInCall | functionCall | iri | rdfLiteral | number | booleanLiteral | var ;

builtInCall : aggregate | 'NOT'? 'EXISTS' groupGraphPattern | FUNCTION '(' (expression (',' expression)*)? ')' ;
aggregate
    : 'COUNT' '(' 'DISTINCT'? ('*' | expression) ')'
    | ('SUM' | 'MIN' | 'MAX' | 'AVG' | 'SAMPLE') '(' 'DISTINCT'? expression ')'
    | 'GROUP_CONCAT' '(' 'DISTINCT'? expression (';' 'SEPARATOR' '=' string)? ')'
    ;

var : VAR ;
rdfLiteral : string (LANGTAG | '^^' iri)? ;
numericLiteral : ('+' | '-')? number ;
number : INTEGER | DECIMAL | DOUBLE ;
booleanLiteral : 'TRUE' | 'FALSE' ;
string : STRING1 | STRING2 | STRING_LONG1 | STRING_LONG2 ;
iri : IRIREF | PNAME_LN | PNAME_NS ;
blankNode : BLANK_NODE_LABEL | '[' ']' ;

// ---------------------------------------------------------------- tokens

A options { caseInsensitive = false; } : 'a' ;

FUNCTION
    : 'STR' | 'LANG' | 'LANGMATCHES' | 'DATATYPE' | 'BOUND' | 'IRI' | 'URI' | 'BNODE' | 'RAND' | 'ABS' | 'CEIL' | 'FLOOR' | 'ROUND' | 'CONCAT' | 'STRLEN' | 'UCASE' | 'LCASE'
    | 'ENCODE_FOR_URI' | 'CONTAINS' | 'STRSTARTS' | 'STRENDS' | 'STRBEFORE' | 'STRAFTER' | 'YEAR' | 'MONTH' | 'DAY' | 'HOURS' | 'MINUTES' | 'SECONDS' | 'TIMEZONE' | 'TZ' | 'NOW'
    | 'UUID' | 'STRUUID' | 'MD5' | 'SHA1' | 'SHA256' | 'SHA384' | 'SHA512' | 'COALESCE' | 'IF' | 'STRLANG' | 'STRDT' | 'SAMETERM' | 'ISIRI' | 'ISURI' | 'ISBLANK' | 'ISLITERAL'
    | 'ISNUMERIC' | 'REGEX' | 'SUBSTR' | 'REPLACE'
    ;

IRIREF : '<' ~[<>"{}|^`\\\u0000-\u0020]* '>' ;
PNAME_NS : PN_PREFIX? ':' ;
PNAME_LN : PNAME_NS PN_LOCAL ;
BLANK_NODE_LABEL : '_:' (PN_CHARS_U | [0-9]) ((PN_CHARS | '.')* PN_CHARS)? ;
VAR : [?$] (PN_CHARS_U | [0-9]) (PN_CHARS_U | [0-9\u00B7\u0300-\u036F\u203F-\u2040])* ;
LANGTAG : '@' [a-z]+ ('-' [a-z0-9]+)* ;
INTEGER : [0-9]+ ;
DECIMAL : [0-9]* '.' [0-9]+ ;
DOUBLE : ([0-9]+ '.' [0-9]* | '.' [0-9]+ | [0-9]+) EXPONENT ;
STRING1 : '\'' (~['\\\n\r] | ECHAR)* '\'' ;
STRING2 : '"' (~["\\\n\r] | ECHAR)* '"' ;
STRING_LONG1 : '\'\'\'' (('\'' | '\'\'')? (~['\\] | ECHAR))* '\'\'\'' ;
STRING_LONG2 : '"""' (('"' | '""')? (~["\\] | ECHAR))* '"""' ;

COMMENT : '#' ~[\r\n]* -> skip ;
SPACE : [ \t\r\n]+ -> skip ;
OTHER : . ;

fragment ECHAR options { caseInsensitive = false; } : '\\' [tbnrf\\"'] ;
fragment EXPONENT : 'E' [+-]? [0-9]+ ;
fragment PN_CHARS_BASE
    : [a-z] | [\u00C0-\u00D6] | [\u00D8-\u00F6] | [\u00F8-\u02FF] | [\u0370-\u037D] | [\u037F-\u1FFF] | [\u200C-\u200D] | [\u2070-\u218F] | [\u2C00-\u2FEF] | [\u3001-\uD7FF]
    | [\uF900-\uFDCF] | [\uFDF0-\uFFFD] | [\u{10000}-\u{EFFFF}]
    ;
fragment PN_CHARS_U : PN_CHARS_BASE | '_' ;
fragment PN_CHARS : PN_CHARS_U | '-' | [0-9\u00B7\u0300-\u036F\u203F-\u2040] ;
fragment PN_PREFIX : PN_CHARS_BASE ((PN_CHARS | '.')* PN_CHARS)? ;
fragment PN_LOCAL : (PN_CHARS_U | ':' | [0-9] | PLX) ((PN_CHARS | '.' | ':' | PLX)* (PN_CHARS | ':' | PLX))? ;
fragment PLX : '%' [0-9a-f] [0-9a-f] | '\\' [_~.\-!$&'()*+,;=/?#@%] ;
