namespace Ontotwin.Engine.Drafting;

/// <summary>What headers are called in English, German, French, Spanish and Chinese: whole words, without accents, as <see cref="HeaderText.Words"/> gives them.</summary>
internal static class HeaderWords
{
    private static readonly string[] Person =
    [
        "patient", "patientin", "subject", "participant", "person", "user", "mrn", "pid", "proband", "probandin", "teilnehmer", "versicherten", "sujet", "ipp",
        "paciente", "sujeto", "nhc", "subjectid", "participantid", "patientid", "userid", "personid", "patientnr", "patientno", "patnr", "pat", "patientennummer", "patientenid",
        "patienten", "patientennr", "versichertennummer", "probandennummer", "identifiant", "historia", "clinica",
    ];

    private static readonly string[] PersonChinese = ["患者", "病人", "患者编号", "病人编号", "患者号", "病历号", "病案号", "住院号", "门诊号", "受试者", "受试者编号", "用户", "用户编号", "就诊卡号"];

    private static readonly string[] Number = ["id", "nr", "no", "n", "num", "number", "nummer", "numero", "code", "key", "identifier", "kennung", "identifiant", "identificador", "de", "du", "del", "the", "of"];

    private static readonly string[] When =
    [
        "date", "time", "datetime", "timestamp", "ts", "day", "taken", "measured", "recorded", "observed", "when", "start", "started",
        "datum", "zeit", "zeitpunkt", "uhrzeit", "tag", "messzeit", "messzeitpunkt", "messdatum", "gemessen", "zeitstempel",
        "heure", "jour", "horodatage", "fecha", "hora", "dia",
    ];

    private static readonly string[] WhenChinese = ["日期", "时间", "时刻"];

    // Times of the record, or the end of what is recorded, are no times of the observation where there is another.
    private static readonly string[] Beside = ["end", "until", "stop", "bis", "ende", "fin", "creation", "created", "generated", "export", "exported", "modified", "updated", "admission", "discharge", "erstellt"];

    private static readonly string[] Birth =
    [
        "birth", "birthdate", "birthday", "dob", "born", "yob", "birthyear", "geburtsdatum", "geburtstag", "geburtsjahr", "geb", "geboren", "gebdatum", "gebdat", "geburt",
        "naissance", "ddn", "nacimiento", "nacido", "fnac", "fdn",
    ];

    private static readonly string[] Death = ["death", "died", "deceased", "dod", "todesdatum", "todestag", "verstorben", "gestorben", "deces", "defuncion", "fallecimiento"];

    private static readonly string[] Sex = ["sex", "gender", "geschlecht", "sexe", "sexo"];

    private static readonly string[] Name = ["name", "patient name", "full name", "patientenname", "nom", "nombre"];

    private static readonly string[] Device = ["serial number", "serial", "device id", "device", "seriennummer", "gerat", "geraet", "appareil", "dispositivo", "numero de serie"];

    // Headers of these languages, by which a file is European.
    private static readonly string[] European =
    [
        "datum", "zeit", "uhrzeit", "gewicht", "puls", "schritte", "herzfrequenz", "patientennummer", "messzeit", "zeitpunkt", "groesse", "grosse",
        "heure", "jour", "poids", "pouls", "fecha", "hora", "peso", "pulso", "pasos", "paciente",
    ];

    /// <summary>Whether a header names the person: nothing but a word for a person and words for a number.</summary>
    public static bool IsPerson(string header)
    {
        if (HeaderText.IsChinese(header)) { return PersonChinese.Contains(Squeezed(header).Replace("id", "", StringComparison.Ordinal)); }
        var words = HeaderText.Words(header).Split(' ');
        return words.Any(Person.Contains) && words.All(w => Person.Contains(w) || Number.Contains(w));
    }

    /// <summary>Whether a header is a bare word for an identifier.</summary>
    public static bool IsId(string header) => HeaderText.Words(header) is "id" or "identifier" or "kennung" or "identificador" || Squeezed(header) is "编号";

    /// <summary>Whether the last word says that the column numbers or names things.</summary>
    public static bool IsNumbering(string header) =>
        HeaderText.Words(header).Split(' ')[^1] is "id" or "nr" or "no" or "number" or "nummer" or "idx" or "index" or "rownames" or "code" or "version" || Squeezed(header) is "序号" or "编号" || header.EndsWith("编号", StringComparison.Ordinal);

    /// <summary>Whether a header is a person's name.</summary>
    public static bool IsName(string header) => Name.Contains(HeaderText.Words(header)) || Squeezed(header) is "姓名" or "患者姓名";

    /// <summary>Whether a header says that the column holds units.</summary>
    public static bool IsUnit(string header) => HeaderText.Words(header) is "unit" or "units" or "einheit" or "unite" or "unidad" || Squeezed(header) is "单位";

    /// <summary>Whether a header is a bare word for a value.</summary>
    public static bool IsValue(string header) => HeaderText.Words(header) is "value" or "wert" or "messwert" or "valeur" or "valor" or "result" or "ergebnis" || Squeezed(header) is "数值" or "值" or "结果";

    /// <summary>How well a header names a device: 0 is best; -1 not at all.</summary>
    public static int DeviceRank(string header) => Squeezed(header) is "设备" or "设备编号" or "设备号" ? 0 : Array.IndexOf(Device, HeaderText.Words(header));

    /// <summary>Whether a header speaks of birth.</summary>
    public static bool IsBirth(string header) => Has(header, Birth) || header.Contains("出生", StringComparison.Ordinal) || header.Contains("生日", StringComparison.Ordinal);

    /// <summary>Whether a header speaks of death.</summary>
    public static bool IsDeath(string header) => Has(header, Death) || header.Contains("死亡", StringComparison.Ordinal);

    /// <summary>Whether a header is a person's sex.</summary>
    public static bool IsSex(string header) => Sex.Contains(HeaderText.Words(header)) || Squeezed(header) is "性别";

    /// <summary>How well a header says when: 3 a word for it alone, 2 with others, 0 not at all; less for ends and for times of the record.</summary>
    public static int WhenRank(string header)
    {
        var words = HeaderText.Words(header).Split(' ');
        var rank = words.All(When.Contains) || WhenChinese.Contains(Squeezed(header)) ? 3 : words.Any(When.Contains) || WhenChinese.Any(w => header.Contains(w, StringComparison.Ordinal)) ? 2 : 0;
        return words.Any(Beside.Contains) ? rank - 2 : rank;
    }

    /// <summary>Whether a header is German, French or Spanish.</summary>
    public static bool IsEuropean(string header) => Has(header, European);

    private static bool Has(string header, string[] some) => HeaderText.Words(header).Split(' ').Any(some.Contains);

    private static string Squeezed(string header) => HeaderText.Words(header).Replace(" ", "", StringComparison.Ordinal);
}
