namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>Every statement that is ever sent. Values, labels, types and names of properties are parameters.</summary>
internal static class Statements
{
    /// <summary>Made once; without the constraints every MERGE would read everything.</summary>
    public static readonly string[] Schema =
    [
        "CREATE CONSTRAINT ontotwin_twin IF NOT EXISTS FOR (n:Twin) REQUIRE n.twin IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_resource IF NOT EXISTS FOR (n:Resource) REQUIRE (n.twin, n.iri) IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_fact_held IF NOT EXISTS FOR (n:Fact) REQUIRE n.held IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_alias_held IF NOT EXISTS FOR (n:Alias) REQUIRE n.held IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_chunk IF NOT EXISTS FOR (n:SeriesChunk) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_applied IF NOT EXISTS FOR (n:AppliedKey) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_setting IF NOT EXISTS FOR (n:OntotwinSetting) REQUIRE n.name IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_document IF NOT EXISTS FOR (n:KeptDocument) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_link IF NOT EXISTS FOR (n:TwinLink) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX ontotwin_resource_iri IF NOT EXISTS FOR (n:Resource) ON (n.iri)",
        "CREATE INDEX ontotwin_resource_twin IF NOT EXISTS FOR (n:Resource) ON (n.twin)",
        "DROP INDEX ontotwin_fact_place IF EXISTS",
        "CREATE CONSTRAINT ontotwin_value IF NOT EXISTS FOR (n:Value) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_name IF NOT EXISTS FOR (n:OntotwinName) REQUIRE (n.kind, n.name) IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_feed IF NOT EXISTS FOR (n:OntotwinFeed) REQUIRE n.name IS UNIQUE",
        "CREATE CONSTRAINT ontotwin_change IF NOT EXISTS FOR (n:OntotwinChange) REQUIRE n.twin IS UNIQUE",
        "CREATE INDEX ontotwin_change_position IF NOT EXISTS FOR (n:OntotwinChange) ON (n.position)",
        "CREATE INDEX ontotwin_fact_statement IF NOT EXISTS FOR (n:Fact) ON (n.twin, n.subject, n.predicate)",
        "CREATE INDEX ontotwin_value_twin IF NOT EXISTS FOR (n:Value) ON (n.twin)",
        "CREATE INDEX ontotwin_fact_twin IF NOT EXISTS FOR (n:Fact) ON (n.twin)",
        "CREATE INDEX ontotwin_fact_predicate IF NOT EXISTS FOR (n:Fact) ON (n.predicate, n.twin)",
        "CREATE INDEX ontotwin_alias_key IF NOT EXISTS FOR (n:Alias) ON (n.authority, n.value)",
        "CREATE INDEX ontotwin_alias_twin IF NOT EXISTS FOR (n:Alias) ON (n.twin)",
        "CREATE INDEX ontotwin_chunk_twin IF NOT EXISTS FOR (n:SeriesChunk) ON (n.twin)",
        "CREATE INDEX ontotwin_applied_twin IF NOT EXISTS FOR (n:AppliedKey) ON (n.twin)",
    ];

    /// <summary>Writing a property takes the node's lock until the transaction ends: the twin's one writer.</summary>
    public const string Begin = """
        MERGE (t:Twin {twin: $twin}) ON CREATE SET t.iri = $iri, t.graph = $graph, t.facts = 0
        SET t.changed = datetime($at)
        WITH t OPTIONAL MATCH (k:AppliedKey {id: $key})
        RETURN t.facts, k IS NOT NULL
        """;

    /// <summary>Takes the lock for a read, which is rolled back: Neo4j's readers would else see a change half made.</summary>
    public const string Lock = "MATCH (t:Twin {twin: $twin}) SET t.reading = true RETURN t.facts";

    /// <summary>Takes the lock for a change that leaves the twin's own node as it was.</summary>
    public const string Hold = "MATCH (t:Twin {twin: $twin}) SET t.reading = true REMOVE t.reading";

    /// <summary>
    /// Moves twins to the end of the change feed: goes with the commit, for from here on every other writer waits, so that positions become visible in their order. The
    /// first write takes the lock, before the last position is read.
    /// </summary>
    public const string Move = """
        MERGE (f:OntotwinFeed {name: 'changes'}) SET f.isTaken = true
        WITH f, coalesce(f.last, 0) + 1 AS first
        SET f.last = first + size($twins) - 1, f.epoch = coalesce(f.epoch, randomUUID())
        WITH first UNWIND range(0, size($twins) - 1) AS i
        MERGE (c:OntotwinChange {twin: $twins[i]}) SET c.position = first + i, c.isErased = coalesce($twins[i] = $erased, false)
        """;

    /// <summary>Ends a twin's change.</summary>
    public const string Finish = "MATCH (t:Twin {twin: $twin}) SET t.facts = $facts FOREACH (id IN $applied | CREATE (:AppliedKey {id: id, twin: $twin, key: $key})) WITH 1 AS one " + Move;

    /// <summary>
    /// What changed, while nobody can commit a change: a twin that moves up while the index is read would be told behind ones that are not yet read, and whoever goes on
    /// behind it would miss them. Rolled back.
    /// </summary>
    public const string Changes = """
        MERGE (f:OntotwinFeed {name: 'changes'}) SET f.isTaken = true
        WITH f OPTIONAL MATCH (c:OntotwinChange) WHERE c.position > $after
        RETURN coalesce(f.epoch, ''), c.position, c.twin, c.isErased ORDER BY c.position LIMIT $rows
        """;

    public const string TwinsWithoutChange = "MATCH (t:Twin) WHERE NOT EXISTS { MATCH (:OntotwinChange {twin: t.twin}) } RETURN t.twin ORDER BY t.twin LIMIT $rows";

    /// <summary>The twins that something is said of together with this one.</summary>
    public const string Linked = "MATCH (n:TwinLink) WHERE n.kept = $twin OR n.other = $twin RETURN DISTINCT CASE n.kept WHEN $twin THEN n.other ELSE n.kept END";

    public const string Close = """
        UNWIND $rows AS key MATCH (f:Fact {held: key})
        SET f.knownUntil = datetime($at) REMOVE f.held
        RETURN f.subject, f.predicate
        """;

    public const string Assert = """
        MATCH (t:Twin {twin: $twin})
        UNWIND $rows AS row
        MERGE (f:Fact {held: row.held})
        ON CREATE SET f += row.properties, f.twin = $twin, f.number = row.number, f.knownFrom = datetime($at)
        MERGE (t)-[:HOLDS]->(f)
        """;

    /// <summary>What is held of subjects and properties: one row a statement, with some of its justifications.</summary>
    public const string Held = """
        UNWIND $rows AS row MATCH (f:Fact {twin: $twin, subject: row[0], predicate: row[1]}) WHERE f.knownUntil IS NULL
        WITH f ORDER BY f.knownFrom, f.number
        WITH f.subject AS subject, f.predicate AS predicate, f.object AS object, toString(min(f.knownFrom)) AS from, count(*) AS count, collect(f)[..$shown] AS facts
        RETURN subject, predicate, object, from, count, [f IN facts | f.justification], [f IN facts | f.rule], [f IN facts | f.ruleVersion],
          [f IN facts | coalesce(f.document, '')], [f IN facts | coalesce(f.path, '')], [f IN facts | coalesce(f.start, -1)], [f IN facts | coalesce(f.end, -1)]
        """;

    private const string Nodes = "UNWIND $rows.nodes AS iri MERGE (:Resource {twin: $twin, iri: iri})";

    private const string Values = """
        UNWIND $rows.values AS row MERGE (v:Value {id: row.id})
        ON CREATE SET v.twin = $twin, v.lexical = row.lexical, v.datatype = row.datatype, v.language = row.language, v.number = toFloat(row.number)
        """;

    private const string Labels = """
        UNWIND $rows.labels AS row MATCH (n:Resource {twin: $twin, iri: row.iri})
        WITH n, row, [l IN labels(n) WHERE l <> 'Resource' AND NOT l IN row.labels] AS gone
        REMOVE n:$(gone) SET n:$(row.labels)
        """;

    private const string Properties = """
        UNWIND $rows.properties AS row MATCH (n:Resource {twin: $twin, iri: row.iri})
        SET n += row.values
        FOREACH (d IN row.reals | SET n[d[0]] = toFloat(d[1]))
        FOREACH (d IN row.dates | SET n[d[0]] = date(d[1]))
        FOREACH (d IN row.datetimes | SET n[d[0]] = datetime(d[1]))
        FOREACH (d IN row.localdatetimes | SET n[d[0]] = localdatetime(d[1]))
        """;

    /// <summary>A value node has one relationship and goes with it.</summary>
    private const string Unlink = """
        UNWIND $rows.kept AS row MATCH (n:Resource {twin: $twin, iri: row.iri})-[r]->(m:Resource|Value)
        WHERE type(r) = row.type AND (r.iri <> row.predicate OR NOT coalesce(m.iri, m.id) IN row.targets)
        DELETE r
        WITH m WHERE m:Value DETACH DELETE m
        """;

    private const string Because = """

        MERGE (n)-[r:$(row.type) {iri: row.predicate}]->(m)
        SET r.knownFrom = datetime(row.knownFrom), r += row.why
        """;

    private const string Link = "UNWIND $rows.links AS row MATCH (n:Resource {twin: $twin, iri: row.iri}), (m:Resource {twin: $twin, iri: row.target})" + Because;

    private const string LinkValue = "UNWIND $rows.valueLinks AS row MATCH (n:Resource {twin: $twin, iri: row.iri}), (m:Value {id: row.target})" + Because;

    private const string Then = " }\nCALL () { ";

    /// <summary>The copy that people read, what stands before what leads to it: one request, for a request costs the server more than most of what is in it.</summary>
    public const string Project = "CALL () { " + Nodes + Then + Values + Then + Labels + Then + Properties + Then + Unlink + Then + Link + Then + LinkValue + " }\nRETURN 1";

    /// <summary>Who has the name: the one that asks, if none had it.</summary>
    public const string TakeNames = """
        UNWIND $rows AS row MERGE (n:OntotwinName {kind: $kind, name: row.name}) ON CREATE SET n.iri = row.iri
        RETURN row.iri, row.name, n.iri
        """;

    /// <summary>Every subject and property that a twin's facts ever had.</summary>
    public const string Places = "MATCH (f:Fact {twin: $twin}) RETURN DISTINCT f.subject, f.predicate";

    public const string NameFacts = "UNWIND $rows AS row MATCH (f:Fact {twin: $twin, predicate: row.predicate}) WHERE f.property <> row.name SET f.property = row.name";

    public const string OpenAlias = """
        MATCH (t:Twin {twin: $twin})
        MERGE (a:Alias {held: $held})
        ON CREATE SET a += $properties, a.twin = $twin, a.knownFrom = datetime($from)
        MERGE (t)-[:IDENTIFIED_BY]->(a)
        """;

    public const string CloseAlias = "MATCH (a:Alias {held: $held}) SET a.knownUntil = datetime($until) REMOVE a.held RETURN a.value";

    public const string ClosedAlias = """
        MATCH (t:Twin {twin: $twin})
        MERGE (t)-[:IDENTIFIED_BY]->(a:Alias {twin: $twin, authority: $authority, value: $value, knownFrom: datetime($from), knownUntil: datetime($until)})
        ON CREATE SET a += $properties
        """;

    public const string Chunk = """
        MATCH (t:Twin {twin: $twin})
        MERGE (c:SeriesChunk {id: $id}) SET c += $properties, c.twin = $twin, c.first = datetime($first), c.last = datetime($last)
        MERGE (t)-[:HAS_SAMPLES]->(c)
        """;

    public const string LoadFacts = "MATCH (:Twin {twin: $twin})-[:HOLDS]->(f:Fact) WHERE f.knownUntil IS NULL RETURN " + FactRow.Columns + " ORDER BY f.number";

    public const string LoadFactsAt = "MATCH (:Twin {twin: $twin})-[:HOLDS]->(f:Fact) WHERE f.knownFrom <= datetime($at) AND (f.knownUntil IS NULL OR datetime($at) < f.knownUntil) RETURN "
        + FactRow.Columns + " ORDER BY f.number";

    public const string History = "MATCH (:Twin {twin: $twin})-[:HOLDS]->(f:Fact) RETURN " + FactRow.Columns + " ORDER BY f.knownFrom, f.number";

    public const string LoadAliases = """
        MATCH (:Twin {twin: $twin})-[:IDENTIFIED_BY]->(a:Alias)
        WHERE CASE WHEN $at IS NULL THEN a.knownUntil IS NULL ELSE a.knownFrom <= datetime($at) AND (a.knownUntil IS NULL OR datetime($at) < a.knownUntil) END
        RETURN a.authority, a.value, a.document, a.documentHash, a.start, a.end, a.path, a.text, a.rule, a.ruleVersion, a.lookups, toString(a.knownFrom), toString(a.knownUntil)
        """;

    public const string LoadSeries = "MATCH (:Twin {twin: $twin})-[:HAS_SAMPLES]->(c:SeriesChunk) RETURN c.packed ORDER BY c.id";

    public const string SeriesWithin = """
        MATCH (:Twin {twin: $twin})-[:HAS_SAMPLES]->(c:SeriesChunk)
        WHERE ($series IS NULL OR c.series = $series) AND ($from IS NULL OR c.last >= datetime($from)) AND ($until IS NULL OR c.first < datetime($until))
        RETURN c.packed ORDER BY c.id
        """;

    public const string Twins = "MATCH (t:Twin) RETURN t.twin ORDER BY t.twin";

    /// <summary>Facts of any time, by an index of properties: an index of objects would refuse a fact whose text is long.</summary>
    public const string HoldersOfProperty = "MATCH (f:Fact {predicate: $property}) RETURN DISTINCT f.twin";

    public const string HoldersOfValue = "MATCH (f:Fact {predicate: $property}) WHERE f.object IN $values RETURN DISTINCT f.twin";

    public const string Find = "MATCH (a:Alias {authority: $authority, value: $value}) WHERE a.knownUntil IS NULL RETURN a.twin ORDER BY a.knownFrom DESC, a.twin LIMIT 1";

    public const string KeepDocument = """
        MERGE (d:KeptDocument {id: $id}) SET d += $properties, d.firstRead = datetime($at)
        WITH d OPTIONAL MATCH (t:Twin)-[r:HAS_DOCUMENT]->(d) WHERE NOT t.twin IN $twins
        DELETE r
        """;

    public const string LinkDocument = """
        MATCH (d:KeptDocument {id: $id}) UNWIND $twins AS twin MATCH (t:Twin {twin: twin})
        MERGE (t)-[:HAS_DOCUMENT]->(d)
        """;

    private const string DocumentColumns = """
        OPTIONAL MATCH (t:Twin)-[:HAS_DOCUMENT]->(d)
        WITH d, t ORDER BY t.twin WITH d, collect(t.twin) AS twins
        RETURN d.document, d.documentHash, toString(d.firstRead), d.rules, d.rejects, d.rejectCount, twins ORDER BY d.firstRead, d.document, d.documentHash
        """;

    public const string FindDocument = "MATCH (d:KeptDocument {id: $id}) " + DocumentColumns;

    public const string Documents = "MATCH (d:KeptDocument) " + DocumentColumns;

    public const string AddLink = """
        OPTIONAL MATCH (known:TwinLink {id: $id})
        WITH known IS NOT NULL AS isKnown
        MERGE (n:TwinLink {id: $id}) ON CREATE SET n += $properties, n.at = datetime($at), n.knownFrom = datetime($from)
        RETURN isKnown
        """;

    public const string Links = """
        MATCH (n:TwinLink)
        RETURN n.kept, n.other, n.kind, n.keptAuthority, n.keptValue, n.otherAuthority, n.otherValue, n.document, n.documentHash, n.start, n.end, n.path, n.text, n.rule, n.ruleVersion,
          n.lookups, toString(n.at), toString(n.knownFrom), n.since, n.until ORDER BY n.knownFrom, coalesce(n.at, n.knownFrom)
        """;

    /// <summary>Each run until it removes nothing.</summary>
    public static readonly string[] Erase =
    [
        "MATCH (n:TwinLink) WHERE n.kept = $twin OR n.other = $twin WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (:Twin {twin: $twin})-[:HAS_DOCUMENT]->(n:KeptDocument) WHERE NOT EXISTS { MATCH (o:Twin)-[:HAS_DOCUMENT]->(n) WHERE o.twin <> $twin } WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (n:Fact {twin: $twin}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (n:Value {twin: $twin}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (n:Resource {twin: $twin}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (n:Alias {twin: $twin}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (n:SeriesChunk {twin: $twin}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (n:AppliedKey {twin: $twin}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
        "MATCH (n:Twin {twin: $twin}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*)",
    ];

    public const string GetSetting = "MATCH (s:OntotwinSetting {name: $name}) RETURN s.value";

    public const string SetSettingOnce = "MERGE (s:OntotwinSetting {name: $name}) ON CREATE SET s.value = $value RETURN s.value";

    public const string SetSetting = "MERGE (s:OntotwinSetting {name: $name}) SET s.value = $value RETURN s.value";
}
