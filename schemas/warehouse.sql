-- The warehouse: every table, key, check, comment and view of plans.duckdb. The one truth about types:
-- `pipeline/store.py` reads the columns from the catalogue that this file makes, and fills the tables in its order.
--
-- Left out on purpose:
-- * foreign keys on nodes.parent_id, statements.parent_id, rubric_criteria.parent_id and units.parent_id: DuckDB cannot
--   check a table against rows that come in the same INSERT; tests/test_store.py checks them by query instead;
-- * lines.owner_id and lines.page: an owner is a record of one of several tables, and a file may tell no pages;
-- * checks on what a document says (low <= high, start before end, percentages): a document may be wrong, and then that
--   is a finding and not a reason to refuse it;
-- * primary keys of quantities, budgets, schedule, summary_projects and notes: nothing printed tells two rows apart.

-- Sources ------------------------------------------------------------------------------------------------------------

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
COMMENT ON TABLE meta IS 'What holds for the whole database; the same for the same inputs';
COMMENT ON COLUMN meta.key IS 'Name of the fact; schema_version stands here from the first day';
COMMENT ON COLUMN meta.value IS 'The fact, as text';

CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    version TEXT NOT NULL,
    documents_ok INTEGER NOT NULL CHECK (documents_ok >= 0),
    documents_failed INTEGER NOT NULL CHECK (documents_failed >= 0),
    documents_unchanged INTEGER NOT NULL CHECK (documents_unchanged >= 0)
);
COMMENT ON TABLE runs IS 'One row per run of the ingest command, from runs.jsonl; the only table that a second run on equal inputs changes';
COMMENT ON COLUMN runs.run_id IS 'Key of the run';
COMMENT ON COLUMN runs.started_at IS 'When the run began, UTC';
COMMENT ON COLUMN runs.finished_at IS 'When the run ended, UTC';
COMMENT ON COLUMN runs.version IS 'Version of phaen that ran';
COMMENT ON COLUMN runs.documents_ok IS 'How many documents were read anew';
COMMENT ON COLUMN runs.documents_failed IS 'How many documents could not be ingested';
COMMENT ON COLUMN runs.documents_unchanged IS 'How many documents were the same as in the run before and left alone';

CREATE TABLE document_errors (
    path TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    message_th TEXT NOT NULL,
    message_en TEXT NOT NULL,
    hint TEXT
);
COMMENT ON TABLE document_errors IS 'Documents whose last try failed; a later try that succeeds removes the row';
COMMENT ON COLUMN document_errors.path IS 'The file, as it was given to the run that tried it last';
COMMENT ON COLUMN document_errors.code IS 'What is wrong, as a word for machines';
COMMENT ON COLUMN document_errors.message_th IS 'What is wrong, in Thai';
COMMENT ON COLUMN document_errors.message_en IS 'What is wrong, in English';
COMMENT ON COLUMN document_errors.hint IS 'What to do about it; NULL: nothing is known to help';

CREATE TABLE documents (
    document_id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    pages INTEGER CHECK (pages > 0),
    lines INTEGER NOT NULL CHECK (lines >= 0),
    chars INTEGER NOT NULL CHECK (chars >= 0)
);
COMMENT ON TABLE documents IS 'The files that were ingested, one row each';
COMMENT ON COLUMN documents.document_id IS 'Key of the document, the stem of its file name';
COMMENT ON COLUMN documents.path IS 'Where the file lay when it was read';
COMMENT ON COLUMN documents.file_name IS 'Name of the file with its ending';
COMMENT ON COLUMN documents.sha256 IS 'SHA-256 of the bytes of the file, in hexadecimal digits';
COMMENT ON COLUMN documents.media_type IS 'What kind of file it is, as a media type';
COMMENT ON COLUMN documents.pages IS 'How many different pages are known; NULL: the file tells no pages';
COMMENT ON COLUMN documents.lines IS 'How many lines were read; a row of a table is one line';
COMMENT ON COLUMN documents.chars IS 'How many characters the repaired text has, line ends not counted';

CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    page INTEGER NOT NULL CHECK (page > 0),
    printed_page TEXT,
    reader TEXT NOT NULL,
    trust TEXT NOT NULL CHECK (trust IN ('as-is', 'repaired', 'ocr')),
    coverage DOUBLE CHECK (coverage BETWEEN 0 AND 1),
    repairs MAP(TEXT, INTEGER) NOT NULL,
    PRIMARY KEY (document_id, page)
);
COMMENT ON TABLE pages IS 'The pages of the documents that have pages, and how each was read; a file without pages has no rows';
COMMENT ON COLUMN pages.document_id IS 'The document';
COMMENT ON COLUMN pages.page IS 'Place of the page in the file, from 1';
COMMENT ON COLUMN pages.printed_page IS 'Number printed on the page, Arabic or roman; NULL: none is printed or it was not read';
COMMENT ON COLUMN pages.reader IS 'What read the page';
COMMENT ON COLUMN pages.trust IS 'How far to trust the text: as-is, repaired (Thai text was mended), ocr (read from an image)';
COMMENT ON COLUMN pages.coverage IS 'Share of Thai letters that lie inside dictionary words, 0 to 1; NULL: not measured';
COMMENT ON COLUMN pages.repairs IS 'How many repairs of each kind were made on the page; empty: none';

CREATE TABLE lines (
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    line_no INTEGER NOT NULL CHECK (line_no > 0),
    page INTEGER,
    text TEXT NOT NULL,
    text_found TEXT NOT NULL,
    cells TEXT[],
    box DOUBLE[4],
    role TEXT NOT NULL,
    rule TEXT,
    owner_id TEXT,
    PRIMARY KEY (document_id, line_no)
);
COMMENT ON TABLE lines IS 'Every line of every document, as found and as repaired, with who claimed it; nothing that was read is left out';
COMMENT ON COLUMN lines.document_id IS 'The document';
COMMENT ON COLUMN lines.line_no IS 'Number of the line in the document, from 1';
COMMENT ON COLUMN lines.page IS 'Place of its page in the file, from 1; NULL: the file does not tell';
COMMENT ON COLUMN lines.text IS 'The text, repaired and with Arabic digits; the cells of a table row are parted by tabs';
COMMENT ON COLUMN lines.text_found IS 'The text as the file holds it';
COMMENT ON COLUMN lines.cells IS 'The cells of a table row, markup kept; NULL: the line is no row of a table';
COMMENT ON COLUMN lines.box IS 'Left, top, right and bottom in points from the upper left corner of the page; NULL: the file tells no places';
COMMENT ON COLUMN lines.role IS 'What the line is in the plan (heading, item, running head ...); unclaimed: no rule took it';
COMMENT ON COLUMN lines.rule IS 'The entry of the profile that claimed the line; NULL: none did';
COMMENT ON COLUMN lines.owner_id IS 'Key of the record that the line belongs to (a node, a brief, a statement ...); NULL: of none';

-- The plan -----------------------------------------------------------------------------------------------------------

CREATE TABLE plans (
    plan_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    profile TEXT NOT NULL,
    fallback BOOLEAN NOT NULL,
    title TEXT,
    organization TEXT,
    edition TEXT,
    fiscal_year_be INTEGER,
    fiscal_year INTEGER,
    period_start_be INTEGER,
    period_end_be INTEGER,
    CHECK (fiscal_year = fiscal_year_be - 543)
);
COMMENT ON TABLE plans IS 'The plans, one row each';
COMMENT ON COLUMN plans.plan_id IS 'Key of the plan, the stem of its file name';
COMMENT ON COLUMN plans.document_id IS 'The document that the plan was read from';
COMMENT ON COLUMN plans.profile IS 'Name of the profile by which the plan was read: its family';
COMMENT ON COLUMN plans.fallback IS 'TRUE: no profile knows this family; headings and tables were told by their looks alone and are little to be trusted';
COMMENT ON COLUMN plans.title IS 'Title of the plan; NULL: none was found';
COMMENT ON COLUMN plans.organization IS 'The organization whose plan it is; NULL: not said';
COMMENT ON COLUMN plans.edition IS 'Edition of the strategy or the plan, as printed; NULL: not said';
COMMENT ON COLUMN plans.fiscal_year_be IS 'Fiscal year of the plan, Buddhist era as printed; NULL: not said';
COMMENT ON COLUMN plans.fiscal_year IS 'Fiscal year of the plan, Gregorian (2566 is 2023, from 2022-10-01 to 2023-09-30); NULL: not said';
COMMENT ON COLUMN plans.period_start_be IS 'First year of the strategy that the plan carries out, Buddhist era; NULL: not said';
COMMENT ON COLUMN plans.period_end_be IS 'Last year of the strategy that the plan carries out, Buddhist era; NULL: not said';

CREATE TABLE nodes (
    node_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    parent_id TEXT,
    kind TEXT NOT NULL,
    part TEXT NOT NULL,
    number TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    title TEXT,
    agency TEXT,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE nodes IS 'The tree of each plan: strategies, goals, tactics, programs, issues, measures, guidelines, projects';
COMMENT ON COLUMN nodes.node_id IS 'Key of the node, the same in the next run';
COMMENT ON COLUMN nodes.plan_id IS 'The plan';
COMMENT ON COLUMN nodes.parent_id IS 'The node above it (nodes.node_id); NULL: it is a top of its part';
COMMENT ON COLUMN nodes.kind IS 'strategy, goal, tactic, program, issue, measure, guideline or project; of a plan read by a fallback profile also chapter, article or heading';
COMMENT ON COLUMN nodes.part IS 'Part of the document that tells it: body, overview, house, senate, map, table ...';
COMMENT ON COLUMN nodes.number IS 'Its number in Arabic digits, such as 1.1.1/2 for a project; unique within part and agency';
COMMENT ON COLUMN nodes.ordinal IS 'Reading order in the whole plan';
COMMENT ON COLUMN nodes.title IS 'Title without the label of the heading; NULL: none is printed';
COMMENT ON COLUMN nodes.agency IS 'Agency that the node belongs to, as abbreviated in print; NULL: the plan parts nothing by agency';
COMMENT ON COLUMN nodes.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE tellings (
    node_id TEXT NOT NULL REFERENCES nodes (node_id),
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL,
    PRIMARY KEY (node_id, ordinal)
);
COMMENT ON TABLE tellings IS 'The title of a node in the words of each place where its heading is printed';
COMMENT ON COLUMN tellings.node_id IS 'The node';
COMMENT ON COLUMN tellings.ordinal IS 'Order of the tellings of the node';
COMMENT ON COLUMN tellings.title IS 'The title as this place words it';
COMMENT ON COLUMN tellings.source IS 'The place in the document: page (NULL: not told), first and last line';

CREATE TABLE briefs (
    brief_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    part TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    rationale TEXT,
    start_date DATE,
    end_date DATE,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE briefs IS 'The write-ups of projects: one may be shared by several; in a table the row is the brief of its projects';
COMMENT ON COLUMN briefs.brief_id IS 'Key of the brief, the same in the next run';
COMMENT ON COLUMN briefs.plan_id IS 'The plan';
COMMENT ON COLUMN briefs.part IS 'Part of the document that tells it';
COMMENT ON COLUMN briefs.ordinal IS 'Reading order in the whole plan';
COMMENT ON COLUMN briefs.rationale IS 'Principle and reason, paragraphs joined; NULL: the brief has none';
COMMENT ON COLUMN briefs.start_date IS 'First day of the first month of the period; NULL: not said or not a date';
COMMENT ON COLUMN briefs.end_date IS 'Last day of the last month of the period; NULL: not said or not a date';
COMMENT ON COLUMN briefs.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE brief_projects (
    brief_id TEXT NOT NULL REFERENCES briefs (brief_id),
    node_id TEXT NOT NULL REFERENCES nodes (node_id),
    PRIMARY KEY (brief_id, node_id)
);
COMMENT ON TABLE brief_projects IS 'Which projects a brief writes up';
COMMENT ON COLUMN brief_projects.brief_id IS 'The brief';
COMMENT ON COLUMN brief_projects.node_id IS 'The project, or the guideline whose row of a table is the brief';

CREATE TABLE statements (
    statement_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    brief_id TEXT REFERENCES briefs (brief_id),
    node_id TEXT REFERENCES nodes (node_id),
    section TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    parent_id TEXT,
    marker TEXT,
    text TEXT NOT NULL,
    unit TEXT,
    target TEXT,
    trust TEXT NOT NULL CHECK (trust IN ('as-is', 'repaired', 'ocr')),
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE statements IS 'The items of the sections of briefs and nodes: objectives, activities, indicators, outputs ...';
COMMENT ON COLUMN statements.statement_id IS 'Key of the statement, the same in the next run';
COMMENT ON COLUMN statements.plan_id IS 'The plan';
COMMENT ON COLUMN statements.brief_id IS 'The brief that holds it; NULL: it belongs to the node itself (the goal of an issue, the conditions of a measure)';
COMMENT ON COLUMN statements.node_id IS 'The project or node that it belongs to; NULL: all projects of the brief, or, without a brief, the whole plan';
COMMENT ON COLUMN statements.section IS 'objective, activity, target_group, indicator, output, outcome, remark, condition, goal, or what a profile adds';
COMMENT ON COLUMN statements.ordinal IS 'Reading order within the section';
COMMENT ON COLUMN statements.parent_id IS 'The statement above it: the item it is nested in, or its activity (statements.statement_id); NULL: none';
COMMENT ON COLUMN statements.marker IS 'Mark or number printed before the item; NULL: none';
COMMENT ON COLUMN statements.text IS 'The words, repaired, with Arabic digits, without list marker';
COMMENT ON COLUMN statements.unit IS 'What the unit column of the table says; NULL: no such column, or empty';
COMMENT ON COLUMN statements.target IS 'What the target column of the table says; NULL: no such column, or empty';
COMMENT ON COLUMN statements.trust IS 'How far to trust the words: as-is, repaired (Thai text was mended), ocr (read from an image)';
COMMENT ON COLUMN statements.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE targets (
    statement_id TEXT NOT NULL REFERENCES statements (statement_id),
    fiscal_year_be INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (statement_id, fiscal_year_be)
);
COMMENT ON TABLE targets IS 'What a statement aims at in one year, where a table has a column per year';
COMMENT ON COLUMN targets.statement_id IS 'The statement, mostly an indicator';
COMMENT ON COLUMN targets.fiscal_year_be IS 'Fiscal year of the column, Buddhist era';
COMMENT ON COLUMN targets.text IS 'What the cell says';

-- Rubrics ------------------------------------------------------------------------------------------------------------

CREATE TABLE rubrics (
    rubric_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    brief_id TEXT REFERENCES briefs (brief_id),
    ordinal INTEGER NOT NULL,
    label TEXT
);
COMMENT ON TABLE rubrics IS 'The scoring tables';
COMMENT ON COLUMN rubrics.rubric_id IS 'Key of the rubric, the same in the next run';
COMMENT ON COLUMN rubrics.plan_id IS 'The plan';
COMMENT ON COLUMN rubrics.brief_id IS 'The brief that it scores; NULL: it is the rubric of the whole plan';
COMMENT ON COLUMN rubrics.ordinal IS 'Reading order among the rubrics of its brief or plan';
COMMENT ON COLUMN rubrics.label IS 'What is printed over it to tell it from others; NULL: nothing';

CREATE TABLE rubric_levels (
    rubric_id TEXT NOT NULL REFERENCES rubrics (rubric_id),
    level INTEGER NOT NULL CHECK (level > 0),
    PRIMARY KEY (rubric_id, level)
);
COMMENT ON TABLE rubric_levels IS 'The levels that a rubric has a row for, with or without criteria';
COMMENT ON COLUMN rubric_levels.rubric_id IS 'The rubric';
COMMENT ON COLUMN rubric_levels.level IS 'The score of the level, in points';

CREATE TABLE rubric_criteria (
    criterion_id TEXT PRIMARY KEY,
    rubric_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    parent_id TEXT,
    text TEXT NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL,
    FOREIGN KEY (rubric_id, level) REFERENCES rubric_levels (rubric_id, level)
);
COMMENT ON TABLE rubric_criteria IS 'What must be done for a level of a rubric, printed score bands included';
COMMENT ON COLUMN rubric_criteria.criterion_id IS 'Key of the criterion, the same in the next run';
COMMENT ON COLUMN rubric_criteria.rubric_id IS 'The rubric';
COMMENT ON COLUMN rubric_criteria.level IS 'The level';
COMMENT ON COLUMN rubric_criteria.ordinal IS 'Reading order within the level, sub-items included';
COMMENT ON COLUMN rubric_criteria.parent_id IS 'The criterion that it is a sub-item of (rubric_criteria.criterion_id); NULL: none';
COMMENT ON COLUMN rubric_criteria.text IS 'The words, repaired, with Arabic digits, without list marker';
COMMENT ON COLUMN rubric_criteria.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE rubric_bands (
    rubric_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    criterion_id TEXT NOT NULL REFERENCES rubric_criteria (criterion_id),
    low DOUBLE,
    high DOUBLE,
    points DOUBLE,
    text TEXT NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL,
    PRIMARY KEY (rubric_id, level, ordinal),
    FOREIGN KEY (rubric_id, level) REFERENCES rubric_levels (rubric_id, level)
);
COMMENT ON TABLE rubric_bands IS 'Score bands of a rubric: from low to high per cent give so many points; values stand as printed, even wrong ones';
COMMENT ON COLUMN rubric_bands.rubric_id IS 'The rubric';
COMMENT ON COLUMN rubric_bands.level IS 'The level';
COMMENT ON COLUMN rubric_bands.ordinal IS 'Reading order of the bands within the level';
COMMENT ON COLUMN rubric_bands.criterion_id IS 'The criterion that is the printed line of the band';
COMMENT ON COLUMN rubric_bands.low IS 'Lower end, per cent, included; NULL: everything below high; low, high and points NULL: two readings of one of them differ';
COMMENT ON COLUMN rubric_bands.high IS 'Upper end, per cent, included, or excluded where low is NULL; NULL: and more';
COMMENT ON COLUMN rubric_bands.points IS 'Points that the band gives; NULL: not said';
COMMENT ON COLUMN rubric_bands.text IS 'The words of the band';
COMMENT ON COLUMN rubric_bands.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE quantities (
    statement_id TEXT REFERENCES statements (statement_id),
    criterion_id TEXT REFERENCES rubric_criteria (criterion_id),
    ordinal INTEGER NOT NULL,
    comparator TEXT NOT NULL,
    value DOUBLE,
    value_high DOUBLE,
    unit TEXT,
    text TEXT NOT NULL,
    UNIQUE (statement_id, ordinal),
    UNIQUE (criterion_id, ordinal),
    CHECK ((statement_id IS NULL) <> (criterion_id IS NULL))
);
COMMENT ON TABLE quantities IS 'Numbers with comparator and unit that stand in a statement or in a criterion of a rubric';
COMMENT ON COLUMN quantities.statement_id IS 'The statement that says it; NULL: a criterion does';
COMMENT ON COLUMN quantities.criterion_id IS 'The criterion that says it; NULL: a statement does';
COMMENT ON COLUMN quantities.ordinal IS 'Reading order within the statement or criterion';
COMMENT ON COLUMN quantities.comparator IS 'How the value is meant (at least, at most, equal, between ...)';
COMMENT ON COLUMN quantities.value IS 'The number, or the lower end of a range; the unit is in unit; NULL: two readings differ (finding number-doubtful)';
COMMENT ON COLUMN quantities.value_high IS 'Upper end of a range; NULL: no range';
COMMENT ON COLUMN quantities.unit IS 'Unit of the value; NULL: none is printed';
COMMENT ON COLUMN quantities.text IS 'The words that say it';

-- Who and how much ---------------------------------------------------------------------------------------------------

CREATE TABLE units (
    unit_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id TEXT,
    kind TEXT
);
COMMENT ON TABLE units IS 'Offices, bureaus, divisions, committees; shared by all plans';
COMMENT ON COLUMN units.unit_id IS 'Key of the unit, the same in all plans';
COMMENT ON COLUMN units.name IS 'Full name';
COMMENT ON COLUMN units.parent_id IS 'The unit that it is part of (units.unit_id); NULL: none is known';
COMMENT ON COLUMN units.kind IS 'Rank of the unit (office, bureau, division, committee ...); NULL: not known';

CREATE TABLE responsibilities (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    brief_id TEXT NOT NULL REFERENCES briefs (brief_id),
    node_id TEXT REFERENCES nodes (node_id),
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL,
    PRIMARY KEY (brief_id, ordinal)
);
COMMENT ON TABLE responsibilities IS 'Who is responsible, one row per printed entry, which may name several units';
COMMENT ON COLUMN responsibilities.plan_id IS 'The plan';
COMMENT ON COLUMN responsibilities.brief_id IS 'The brief';
COMMENT ON COLUMN responsibilities.node_id IS 'The project that it belongs to; NULL: all projects of the brief';
COMMENT ON COLUMN responsibilities.ordinal IS 'Reading order within the brief';
COMMENT ON COLUMN responsibilities.text IS 'The entry, repaired';
COMMENT ON COLUMN responsibilities.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE responsibility_units (
    brief_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (unit_id),
    PRIMARY KEY (brief_id, ordinal, unit_id),
    FOREIGN KEY (brief_id, ordinal) REFERENCES responsibilities (brief_id, ordinal)
);
COMMENT ON TABLE responsibility_units IS 'The units that an entry of responsibilities names';
COMMENT ON COLUMN responsibility_units.brief_id IS 'The brief of the entry';
COMMENT ON COLUMN responsibility_units.ordinal IS 'The entry, responsibilities.ordinal';
COMMENT ON COLUMN responsibility_units.unit_id IS 'The unit, the innermost one that is named; what it is part of stands in units';

CREATE TABLE budgets (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    node_id TEXT NOT NULL REFERENCES nodes (node_id),
    statement_id TEXT REFERENCES statements (statement_id),
    fund TEXT,
    amount_thb DECIMAL(18, 2),
    text TEXT NOT NULL,
    trust TEXT NOT NULL CHECK (trust IN ('as-is', 'repaired', 'ocr')),
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE budgets IS 'Money, one row per printed amount; a dash in the place of an amount makes no row';
COMMENT ON COLUMN budgets.plan_id IS 'The plan';
COMMENT ON COLUMN budgets.node_id IS 'The project (or other node) that the money is for';
COMMENT ON COLUMN budgets.statement_id IS 'The activity that the money is for; NULL: the whole project';
COMMENT ON COLUMN budgets.fund IS 'Where the money comes from, as printed; NULL: not said';
COMMENT ON COLUMN budgets.amount_thb IS 'The amount in baht; NULL: words stand in its place, or two readings differ (finding number-doubtful)';
COMMENT ON COLUMN budgets.text IS 'What is printed';
COMMENT ON COLUMN budgets.trust IS 'How far to trust the amount: as-is, repaired (Thai text was mended), ocr (read from an image)';
COMMENT ON COLUMN budgets.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE schedule (
    node_id TEXT NOT NULL REFERENCES nodes (node_id),
    month DATE CHECK (day(month) = 1),
    mark TEXT NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE schedule IS 'Marks in the month columns of a schedule, one row per mark and month';
COMMENT ON COLUMN schedule.node_id IS 'The project';
COMMENT ON COLUMN schedule.month IS 'First day of the month, Gregorian; NULL: the page does not name it';
COMMENT ON COLUMN schedule.mark IS 'What is printed in the column';
COMMENT ON COLUMN schedule.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE project_links (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    node_a TEXT NOT NULL REFERENCES nodes (node_id),
    node_b TEXT NOT NULL REFERENCES nodes (node_id),
    similarity DOUBLE NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    PRIMARY KEY (node_a, node_b)
);
COMMENT ON TABLE project_links IS 'Two tellings of one project in two parts of a plan';
COMMENT ON COLUMN project_links.plan_id IS 'The plan';
COMMENT ON COLUMN project_links.node_a IS 'The project in one part';
COMMENT ON COLUMN project_links.node_b IS 'The same project in another part';
COMMENT ON COLUMN project_links.similarity IS 'Likeness of their titles, 0 (nothing alike) to 1 (the same)';

-- What the document says of itself, and what was found ---------------------------------------------------------------

CREATE TABLE claims (
    claim_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    origin TEXT NOT NULL,
    subject TEXT NOT NULL,
    scope_kind TEXT,
    scope_number TEXT,
    part TEXT,
    claimed INTEGER CHECK (claimed >= 0),
    text TEXT NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE claims IS 'Counts that a document states of itself';
COMMENT ON COLUMN claims.claim_id IS 'Key of the claim, the same in the next run';
COMMENT ON COLUMN claims.plan_id IS 'The plan';
COMMENT ON COLUMN claims.origin IS 'Where it is stated: summary, heading, text';
COMMENT ON COLUMN claims.subject IS 'The kind that is counted, as in nodes.kind';
COMMENT ON COLUMN claims.scope_kind IS 'Kind of the node below which is counted; NULL: the whole plan';
COMMENT ON COLUMN claims.scope_number IS 'Number of the node below which is counted; NULL: the whole plan';
COMMENT ON COLUMN claims.part IS 'The part whose heading states it; NULL: it is of every part';
COMMENT ON COLUMN claims.claimed IS 'How many there are, says the document; NULL: two readings differ (finding number-doubtful)';
COMMENT ON COLUMN claims.text IS 'The words that say it';
COMMENT ON COLUMN claims.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE summary_projects (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    scope_number TEXT,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    node_id TEXT REFERENCES nodes (node_id),
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE summary_projects IS 'The projects that the executive summary names';
COMMENT ON COLUMN summary_projects.plan_id IS 'The plan';
COMMENT ON COLUMN summary_projects.scope_number IS 'Number of the strategy or issue under which it is named; NULL: under none';
COMMENT ON COLUMN summary_projects.ordinal IS 'Reading order in the summary';
COMMENT ON COLUMN summary_projects.text IS 'The name, as the summary words it';
COMMENT ON COLUMN summary_projects.node_id IS 'The project that is meant; NULL: none of the body is near enough';
COMMENT ON COLUMN summary_projects.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE toc_entries (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    title TEXT NOT NULL,
    printed_page TEXT,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL,
    PRIMARY KEY (plan_id, ordinal)
);
COMMENT ON TABLE toc_entries IS 'The table of contents of each plan';
COMMENT ON COLUMN toc_entries.plan_id IS 'The plan';
COMMENT ON COLUMN toc_entries.ordinal IS 'Reading order in the table of contents';
COMMENT ON COLUMN toc_entries.kind IS 'What it points to, as in nodes.kind, or another heading of the profile';
COMMENT ON COLUMN toc_entries.number IS 'Number of what it points to, as in nodes.number; NULL: it has none';
COMMENT ON COLUMN toc_entries.title IS 'Title without the label of the heading';
COMMENT ON COLUMN toc_entries.printed_page IS 'The page number that it gives; NULL: none';
COMMENT ON COLUMN toc_entries.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE findings (
    finding_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    code TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    status TEXT NOT NULL CHECK (status IN ('open', 'waived')),
    subject TEXT NOT NULL,
    expected TEXT,
    found TEXT,
    message_th TEXT NOT NULL,
    message_en TEXT NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE findings IS 'Where a document, or our reading of it, contradicts itself';
COMMENT ON COLUMN findings.finding_id IS 'Key of the finding, the same in the next run';
COMMENT ON COLUMN findings.plan_id IS 'The plan';
COMMENT ON COLUMN findings.code IS 'Which check found it, such as summary-count';
COMMENT ON COLUMN findings.severity IS 'error: provably inconsistent where users rely on it; warning: a person should look; info: worth knowing';
COMMENT ON COLUMN findings.status IS 'open, or waived by an auditor';
COMMENT ON COLUMN findings.subject IS 'What it is about: part and agency where needed, kind and number, such as strategy 1';
COMMENT ON COLUMN findings.expected IS 'What the document says first; counts in bare digits; NULL: nothing to compare';
COMMENT ON COLUMN findings.found IS 'What was counted or read; counts in bare digits; NULL: nothing to compare';
COMMENT ON COLUMN findings.message_th IS 'The finding in a sentence, in Thai';
COMMENT ON COLUMN findings.message_en IS 'The finding in a sentence, in English';
COMMENT ON COLUMN findings.source IS 'Every place concerned, that of the claim first: page (NULL: not told), first and last line; empty: the whole plan';

CREATE TABLE waivers (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    finding_id TEXT REFERENCES findings (finding_id),
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    line_no INTEGER CHECK (line_no > 0),
    reason TEXT NOT NULL,
    waived_by TEXT NOT NULL,
    waived_on DATE NOT NULL
);
COMMENT ON TABLE waivers IS 'Waivers of the auditor''s file, a row for each finding that one meets';
COMMENT ON COLUMN waivers.plan_id IS 'The plan';
COMMENT ON COLUMN waivers.ordinal IS 'Place of the waiver in the auditor''s file, from 1';
COMMENT ON COLUMN waivers.finding_id IS 'The finding that it meets; NULL: none, and a finding waiver-stale tells so';
COMMENT ON COLUMN waivers.code IS 'The code that it is for';
COMMENT ON COLUMN waivers.subject IS 'The subject that it is for';
COMMENT ON COLUMN waivers.line_no IS 'Only the finding that names this line; NULL: whatever line';
COMMENT ON COLUMN waivers.reason IS 'Why, in the words of the auditor';
COMMENT ON COLUMN waivers.waived_by IS 'Who waived it';
COMMENT ON COLUMN waivers.waived_on IS 'When';

CREATE TABLE acceptances (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    node_id TEXT PRIMARY KEY REFERENCES nodes (node_id),
    accepted_by TEXT NOT NULL,
    accepted_on DATE NOT NULL
);
COMMENT ON TABLE acceptances IS 'Nodes that somebody has held against the source';
COMMENT ON COLUMN acceptances.plan_id IS 'The plan';
COMMENT ON COLUMN acceptances.node_id IS 'The node, with all that hangs on it';
COMMENT ON COLUMN acceptances.accepted_by IS 'Who held it against the source';
COMMENT ON COLUMN acceptances.accepted_on IS 'When';

CREATE TABLE finding_changes (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    change TEXT NOT NULL CHECK (change IN ('new', 'gone', 'changed', 'waived', 'reopened')),
    finding_id TEXT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    subject TEXT NOT NULL,
    expected TEXT,
    found TEXT,
    message_th TEXT NOT NULL,
    message_en TEXT NOT NULL,
    PRIMARY KEY (plan_id, ordinal)
);
COMMENT ON TABLE finding_changes IS 'Findings that came and went between the last two results of a plan that differ';
COMMENT ON COLUMN finding_changes.plan_id IS 'The plan';
COMMENT ON COLUMN finding_changes.ordinal IS 'Order of the list, from 1';
COMMENT ON COLUMN finding_changes.change IS 'new; gone (then it is not in findings); changed: other sides; waived or reopened: a waiver came or went';
COMMENT ON COLUMN finding_changes.finding_id IS 'Key of the finding; of one that is gone: the key that it had';
COMMENT ON COLUMN finding_changes.code IS 'Which check found it';
COMMENT ON COLUMN finding_changes.severity IS 'error, warning or info';
COMMENT ON COLUMN finding_changes.subject IS 'What it is about';
COMMENT ON COLUMN finding_changes.expected IS 'What the document says first, now or before it went';
COMMENT ON COLUMN finding_changes.found IS 'What was counted or read, now or before it went';
COMMENT ON COLUMN finding_changes.message_th IS 'The finding in a sentence, in Thai';
COMMENT ON COLUMN finding_changes.message_en IS 'The finding in a sentence, in English';

CREATE TABLE printed_tables (
    table_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    node_id TEXT REFERENCES nodes (node_id),
    ordinal INTEGER NOT NULL,
    names TEXT[] NOT NULL,
    trust TEXT NOT NULL CHECK (trust IN ('as-is', 'repaired', 'ocr')),
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL
);
COMMENT ON TABLE printed_tables IS 'Tables as they stand in print, of which no profile knows what their columns tell (plans read by a fallback profile)';
COMMENT ON COLUMN printed_tables.table_id IS 'Key of the table, the same in the next run';
COMMENT ON COLUMN printed_tables.plan_id IS 'The plan';
COMMENT ON COLUMN printed_tables.node_id IS 'The heading that it stands under; NULL: under none';
COMMENT ON COLUMN printed_tables.ordinal IS 'Reading order in the plan';
COMMENT ON COLUMN printed_tables.names IS 'The words above each column, those of a head that spans it first; empty words: the print has none, or they could not be told from the rows';
COMMENT ON COLUMN printed_tables.trust IS 'How far to trust the words: as-is, repaired (Thai text was mended), ocr (read from an image)';
COMMENT ON COLUMN printed_tables.source IS 'Places in the document, in reading order: page (NULL: not told), first and last line';

CREATE TABLE printed_rows (
    table_id TEXT NOT NULL REFERENCES printed_tables (table_id),
    ordinal INTEGER NOT NULL,
    cells TEXT[] NOT NULL,
    source STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[] NOT NULL,
    PRIMARY KEY (table_id, ordinal)
);
COMMENT ON TABLE printed_rows IS 'The rows of the printed tables, heads left out';
COMMENT ON COLUMN printed_rows.table_id IS 'The table';
COMMENT ON COLUMN printed_rows.ordinal IS 'Place of the row in its table, from 1';
COMMENT ON COLUMN printed_rows.cells IS 'The words of the cells, repaired, with Arabic digits; as many as the table has columns; empty where the print has nothing';
COMMENT ON COLUMN printed_rows.source IS 'The place in the document: page (NULL: not told), first and last line';

CREATE TABLE plan_changes (
    plan_before TEXT NOT NULL REFERENCES plans (plan_id),
    plan_after TEXT NOT NULL REFERENCES plans (plan_id),
    ordinal INTEGER NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('came', 'went', 'changed')),
    kind TEXT NOT NULL,
    parts TEXT[] NOT NULL,
    number_before TEXT,
    number_after TEXT,
    text_before TEXT,
    text_after TEXT,
    field TEXT CHECK (field IN ('title', 'number', 'parent', 'text', 'target', 'unit', 'budget')),
    value_before TEXT,
    value_after TEXT,
    node_before TEXT REFERENCES nodes (node_id),
    node_after TEXT REFERENCES nodes (node_id),
    similarity DOUBLE CHECK (similarity BETWEEN 0 AND 1),
    PRIMARY KEY (plan_before, plan_after, ordinal),
    CHECK ((change = 'changed') = (field IS NOT NULL))
);
COMMENT ON TABLE plan_changes IS 'What came, went and changed between neighbours of a series: plans of one family (profile) and one office (organization), by fiscal year and edition; run.py diff tells the same of any two plans of one family';
COMMENT ON COLUMN plan_changes.plan_before IS 'The earlier plan';
COMMENT ON COLUMN plan_changes.plan_after IS 'The later plan';
COMMENT ON COLUMN plan_changes.ordinal IS 'Order of the changes: the whole plan first, then the tree from its top down';
COMMENT ON COLUMN plan_changes.change IS 'came: only the later plan has it; went: only the earlier one; changed: both do, and tell it differently';
COMMENT ON COLUMN plan_changes.kind IS 'What changed: a kind of node (strategy, project ...), the section of a statement (activity, indicator, output, outcome), or plan';
COMMENT ON COLUMN plan_changes.parts IS 'The parts of the plans that tell it so; empty: the whole plan';
COMMENT ON COLUMN plan_changes.number_before IS 'Number in the earlier plan, of the node or of the node that a statement belongs to; NULL: none';
COMMENT ON COLUMN plan_changes.number_after IS 'The same in the later plan';
COMMENT ON COLUMN plan_changes.text_before IS 'Title or statement in the words of the earlier plan; NULL: it has none';
COMMENT ON COLUMN plan_changes.text_after IS 'The same in the later plan';
COMMENT ON COLUMN plan_changes.field IS 'What is told differently: title, number, parent (it stands under another node), text, target, unit, budget; NULL: it came or went';
COMMENT ON COLUMN plan_changes.value_before IS 'What the earlier plan says in this field; of a budget the fund and its sum in baht; NULL: nothing';
COMMENT ON COLUMN plan_changes.value_after IS 'The same in the later plan';
COMMENT ON COLUMN plan_changes.node_before IS 'The node in the earlier plan; of a statement the node that it belongs to; NULL: none';
COMMENT ON COLUMN plan_changes.node_after IS 'The same in the later plan';
COMMENT ON COLUMN plan_changes.similarity IS 'How alike the words of both are, years and misread blanks apart, 0 to 1; NULL: there is one side only';

CREATE TABLE notes (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    part TEXT NOT NULL,
    line_no INTEGER NOT NULL CHECK (line_no > 0),
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
);
COMMENT ON TABLE notes IS 'What was seen while reading and is no record of the plan';
COMMENT ON COLUMN notes.plan_id IS 'The plan';
COMMENT ON COLUMN notes.part IS 'The part in which it was seen';
COMMENT ON COLUMN notes.line_no IS 'The line at which it was seen';
COMMENT ON COLUMN notes.kind IS 'column-shift, page-gap, table-pages, agency-doubtful, columns, shared-cell or total';
COMMENT ON COLUMN notes.detail IS 'Columns shifted (right is positive); how a gap is known; pages that are there; the agency that evidence gives; the columns of a header; a column whose cell reaches down; a printed sum and its fund';

CREATE TABLE corrections (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    line_no INTEGER NOT NULL CHECK (line_no > 0),
    found TEXT NOT NULL,
    put TEXT NOT NULL,
    reason TEXT NOT NULL,
    corrected_by TEXT NOT NULL,
    PRIMARY KEY (plan_id, line_no, found)
);
COMMENT ON TABLE corrections IS 'Corrections that an auditor ordered and that were applied to the text before extraction';
COMMENT ON COLUMN corrections.plan_id IS 'The plan';
COMMENT ON COLUMN corrections.line_no IS 'The line that was corrected';
COMMENT ON COLUMN corrections.found IS 'The words that stood there';
COMMENT ON COLUMN corrections.put IS 'The words that stand there now';
COMMENT ON COLUMN corrections.reason IS 'Why, in the words of the auditor';
COMMENT ON COLUMN corrections.corrected_by IS 'Who ordered it';

-- Views --------------------------------------------------------------------------------------------------------------

CREATE VIEW node_ancestors AS
WITH RECURSIVE above (node_id, ancestor_id) AS (
    SELECT node_id, parent_id FROM nodes WHERE parent_id IS NOT NULL
    UNION   -- not UNION ALL: it ends even where parents run in a circle
    SELECT above.node_id, n.parent_id
    FROM above JOIN nodes n ON n.node_id = above.ancestor_id
    WHERE n.parent_id IS NOT NULL
)
SELECT node_id, ancestor_id FROM above;
COMMENT ON VIEW node_ancestors IS 'Every node with every node above it, parents of parents included';
COMMENT ON COLUMN node_ancestors.ancestor_id IS 'A node above it';

CREATE VIEW node_chain AS
SELECT n.node_id, n.plan_id, p.fiscal_year_be, n.part, n.kind, n.number, n.title, n.agency, n.ordinal,
    n.source[1].page AS page, n.source[1].first_line AS first_line, coalesce(below.project_count, 0) AS project_count,
    any_value(a.number) FILTER (a.kind = 'strategy') AS strategy_number,
    any_value(a.title) FILTER (a.kind = 'strategy') AS strategy_title,
    any_value(a.number) FILTER (a.kind = 'goal') AS goal_number,
    any_value(a.title) FILTER (a.kind = 'goal') AS goal_title,
    any_value(a.number) FILTER (a.kind = 'tactic') AS tactic_number,
    any_value(a.title) FILTER (a.kind = 'tactic') AS tactic_title,
    any_value(a.number) FILTER (a.kind = 'program') AS program_number,
    any_value(a.title) FILTER (a.kind = 'program') AS program_title,
    any_value(a.number) FILTER (a.kind = 'issue') AS issue_number,
    any_value(a.title) FILTER (a.kind = 'issue') AS issue_title,
    any_value(a.number) FILTER (a.kind = 'measure') AS measure_number,
    any_value(a.title) FILTER (a.kind = 'measure') AS measure_title,
    any_value(a.number) FILTER (a.kind = 'guideline') AS guideline_number,
    any_value(a.title) FILTER (a.kind = 'guideline') AS guideline_title
FROM nodes n
JOIN plans p USING (plan_id)
LEFT JOIN node_ancestors USING (node_id)
LEFT JOIN nodes a ON a.node_id = node_ancestors.ancestor_id
LEFT JOIN (
    SELECT ancestor_id, count(*) AS project_count
    FROM node_ancestors JOIN nodes p USING (node_id) WHERE p.kind = 'project' GROUP BY ancestor_id
) below ON below.ancestor_id = n.node_id
GROUP BY ALL;
COMMENT ON VIEW node_chain IS 'Every node with the numbers and titles of all nodes above it';
COMMENT ON COLUMN node_chain.page IS 'Page of its first place in the file, from 1; NULL: the file does not tell';
COMMENT ON COLUMN node_chain.first_line IS 'Line of its first place';
COMMENT ON COLUMN node_chain.project_count IS 'How many projects stand below it';
COMMENT ON COLUMN node_chain.strategy_number IS 'Number of the strategy above it; NULL: none';
COMMENT ON COLUMN node_chain.strategy_title IS 'Title of the strategy above it; NULL: none';
COMMENT ON COLUMN node_chain.goal_number IS 'Number of the goal above it; NULL: none';
COMMENT ON COLUMN node_chain.goal_title IS 'Title of the goal above it; NULL: none';
COMMENT ON COLUMN node_chain.tactic_number IS 'Number of the tactic above it; NULL: none';
COMMENT ON COLUMN node_chain.tactic_title IS 'Title of the tactic above it; NULL: none';
COMMENT ON COLUMN node_chain.program_number IS 'Number of the program above it; NULL: none';
COMMENT ON COLUMN node_chain.program_title IS 'Title of the program above it; NULL: none';
COMMENT ON COLUMN node_chain.issue_number IS 'Number of the issue above it; NULL: none';
COMMENT ON COLUMN node_chain.issue_title IS 'Title of the issue above it; NULL: none';
COMMENT ON COLUMN node_chain.measure_number IS 'Number of the measure above it; NULL: none';
COMMENT ON COLUMN node_chain.measure_title IS 'Title of the measure above it; NULL: none';
COMMENT ON COLUMN node_chain.guideline_number IS 'Number of the guideline above it; NULL: none';
COMMENT ON COLUMN node_chain.guideline_title IS 'Title of the guideline above it; NULL: none';

CREATE VIEW strategies AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    ordinal, page, first_line, project_count
FROM node_chain c
WHERE kind = 'strategy'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW strategies IS 'The strategies of all plans, in reading order';

CREATE VIEW goals AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    strategy_number, strategy_title, ordinal, page, first_line, project_count
FROM node_chain c
WHERE kind = 'goal'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW goals IS 'The goals of all plans, in reading order, with what they belong to';

CREATE VIEW tactics AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    strategy_number, strategy_title, ordinal, page, first_line, project_count
FROM node_chain c
WHERE kind = 'tactic'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW tactics IS 'The tactics of all plans, in reading order, with what they belong to';

CREATE VIEW programs AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    strategy_number, strategy_title, tactic_number, tactic_title, ordinal, page, first_line, project_count
FROM node_chain c
WHERE kind = 'program'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW programs IS 'The programs of all plans, in reading order, with what they belong to';

CREATE VIEW issues AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    ordinal, page, first_line, project_count
FROM node_chain c
WHERE kind = 'issue'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW issues IS 'The issues of all plans, in reading order';

CREATE VIEW measures AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    issue_number, issue_title, ordinal, page, first_line, project_count
FROM node_chain c
WHERE kind = 'measure'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW measures IS 'The measures of all plans, in reading order, with what they belong to';

CREATE VIEW guidelines AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    issue_number, issue_title, measure_number, measure_title, ordinal, page, first_line, project_count
FROM node_chain c
WHERE kind = 'guideline'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW guidelines IS 'The guidelines of all plans, in reading order, with what they belong to';

CREATE VIEW projects AS
SELECT node_id, plan_id, fiscal_year_be, part, agency, number, title,
    strategy_number, strategy_title, goal_number, goal_title, tactic_number, tactic_title, program_number, program_title,
    issue_number, issue_title, measure_number, measure_title, guideline_number, guideline_title, ordinal, page, first_line
FROM node_chain
WHERE kind = 'project'
ORDER BY plan_id, ordinal;
COMMENT ON VIEW projects IS 'The projects of all plans, in reading order, with the whole chain of what they belong to';

CREATE VIEW statement_projects AS
SELECT statement_id, node_id FROM statements WHERE node_id IS NOT NULL
UNION ALL
SELECT s.statement_id, b.node_id FROM statements s JOIN brief_projects b USING (brief_id) WHERE s.node_id IS NULL;
COMMENT ON VIEW statement_projects IS 'Every statement with every project (or other node) that it belongs to';
COMMENT ON COLUMN statement_projects.node_id IS 'A project or other node that it belongs to';

CREATE VIEW indicators AS
WITH belonging AS (
    SELECT statement_id, any_value(n.part) AS part, string_agg(n.number, ', ' ORDER BY n.ordinal) AS numbers
    FROM statement_projects JOIN nodes n USING (node_id)
    GROUP BY statement_id
)
SELECT s.statement_id, s.plan_id, p.fiscal_year_be, coalesce(b.part, belonging.part) AS part, s.brief_id, s.node_id,
    belonging.numbers AS project_numbers, s.ordinal, s.parent_id, s.text, s.target,
    q.ordinal AS quantity, q.comparator, q.value, q.value_high, coalesce(q.unit, s.unit) AS unit, s.trust,
    s.source[1].page AS page, s.source[1].first_line AS first_line
FROM statements s
JOIN plans p USING (plan_id)
LEFT JOIN briefs b USING (brief_id)
LEFT JOIN belonging USING (statement_id)
LEFT JOIN quantities q USING (statement_id)
WHERE s.section = 'indicator'
ORDER BY s.plan_id, first_line, s.ordinal, quantity;
COMMENT ON VIEW indicators IS 'The indicators with what they demand, one row per number in them; an indicator without a number has one row';
COMMENT ON COLUMN indicators.part IS 'Part of the document that tells it';
COMMENT ON COLUMN indicators.node_id IS 'The project that it belongs to; NULL: all projects of the brief';
COMMENT ON COLUMN indicators.project_numbers IS 'Numbers of the projects that it belongs to; NULL: none is known';
COMMENT ON COLUMN indicators.ordinal IS 'Reading order among the indicators of its brief or node';
COMMENT ON COLUMN indicators.parent_id IS 'The statement above it (statements.statement_id); NULL: none';
COMMENT ON COLUMN indicators.quantity IS 'Order of the number within the indicator; NULL: it has none';
COMMENT ON COLUMN indicators.comparator IS 'How the value is meant; NULL: the indicator has no number';
COMMENT ON COLUMN indicators.value IS 'The number, or the lower end of a range; NULL: the indicator has no number, or two readings differ';
COMMENT ON COLUMN indicators.value_high IS 'Upper end of a range; NULL: no range';
COMMENT ON COLUMN indicators.unit IS 'Unit of the number, else what the unit column says; NULL: neither';
COMMENT ON COLUMN indicators.page IS 'Page of its first place in the file, from 1; NULL: the file does not tell';
COMMENT ON COLUMN indicators.first_line IS 'Line of its first place';

CREATE VIEW rubric AS
WITH belonging AS (
    SELECT brief_id, string_agg(n.number, ', ' ORDER BY n.ordinal) AS numbers
    FROM brief_projects JOIN nodes n USING (node_id)
    GROUP BY brief_id
)
SELECT r.plan_id, r.brief_id, belonging.numbers AS project_numbers, r.rubric_id, r.label, c.level, c.ordinal,
    if(b.criterion_id IS NULL, 'criterion', 'band') AS entry, c.parent_id, c.criterion_id, c.text, b.low, b.high, b.points,
    c.source[1].page AS page, c.source[1].first_line AS first_line
FROM rubric_criteria c
JOIN rubrics r USING (rubric_id)
LEFT JOIN rubric_bands b USING (criterion_id)
LEFT JOIN belonging ON belonging.brief_id = r.brief_id
ORDER BY r.plan_id, min(first_line) OVER (PARTITION BY r.rubric_id), r.ordinal, r.rubric_id,
    min(first_line) OVER (PARTITION BY r.rubric_id, c.level), c.level, c.ordinal, b.ordinal;
COMMENT ON VIEW rubric IS 'The scoring tables as they read: one row per criterion or score band, in reading order';
COMMENT ON COLUMN rubric.brief_id IS 'The brief that the rubric scores; NULL: the whole plan';
COMMENT ON COLUMN rubric.project_numbers IS 'Numbers of the projects that the brief writes up; NULL: the whole plan';
COMMENT ON COLUMN rubric.ordinal IS 'Reading order within the level';
COMMENT ON COLUMN rubric.entry IS 'band: a score band with low, high and points; criterion: anything else';
COMMENT ON COLUMN rubric.parent_id IS 'The criterion that it is a sub-item of; NULL: none';
COMMENT ON COLUMN rubric.low IS 'Lower end of the band, per cent; NULL: no band, or none is printed';
COMMENT ON COLUMN rubric.high IS 'Upper end of the band, per cent; NULL: no band, or and more';
COMMENT ON COLUMN rubric.points IS 'Points that the band gives; NULL: no band, or not said';
COMMENT ON COLUMN rubric.page IS 'Page of its first place in the file, from 1; NULL: the file does not tell';
COMMENT ON COLUMN rubric.first_line IS 'Line of its first place';

CREATE VIEW count_check AS
WITH counted AS (
    SELECT c.claim_id, n.part, count(*) AS counted
    FROM claims c JOIN nodes n ON n.plan_id = c.plan_id AND n.kind = c.subject
    WHERE c.scope_kind IS NULL AND coalesce(c.part, n.part) = n.part
    GROUP BY c.claim_id, n.part
    UNION ALL
    SELECT c.claim_id, scope.part, count(b.node_id)
    FROM claims c
    JOIN nodes scope ON scope.plan_id = c.plan_id AND scope.kind = c.scope_kind AND scope.number = c.scope_number
    LEFT JOIN (SELECT a.ancestor_id, n.node_id, n.kind FROM node_ancestors a JOIN nodes n USING (node_id)) b
        ON b.ancestor_id = scope.node_id AND b.kind = c.subject
    WHERE coalesce(c.part, scope.part) = scope.part
    GROUP BY c.claim_id, scope.part
)
SELECT c.claim_id, c.plan_id, counted.part AS part, c.origin, c.subject, c.scope_kind, c.scope_number,
    c.claimed, counted, c.claimed = counted AS agrees, c.text, c.source[1].page AS page, c.source[1].first_line AS first_line
FROM claims c LEFT JOIN counted USING (claim_id)
ORDER BY c.plan_id, first_line, c.claim_id, counted.part;
COMMENT ON VIEW count_check IS 'What a document claims to hold beside what it holds: one row per claim and part that can answer it';
COMMENT ON COLUMN count_check.part IS 'Part in which was counted; NULL: no part has the scope, or for the whole plan the kind';
COMMENT ON COLUMN count_check.counted IS 'How many nodes of the kind the part holds there; NULL: part is NULL';
COMMENT ON COLUMN count_check.agrees IS 'Whether both are the same; NULL: nothing was counted, or two readings of the claim differ';
COMMENT ON COLUMN count_check.page IS 'Page of the claim in the file, from 1; NULL: the file does not tell';
COMMENT ON COLUMN count_check.first_line IS 'Line of the claim';

CREATE VIEW budget_summary AS
WITH tops AS (
    SELECT node_id, node_id AS top_id FROM nodes WHERE kind IN ('strategy', 'issue')
    UNION ALL
    SELECT a.node_id, a.ancestor_id
    FROM node_ancestors a JOIN nodes t ON t.node_id = a.ancestor_id
    WHERE t.kind IN ('strategy', 'issue')
)
SELECT b.plan_id, p.fiscal_year_be, n.part, t.kind AS top_kind, t.number AS top_number, t.title AS top_title, b.fund,
    sum(b.amount_thb) AS amount_thb, count(b.amount_thb) AS amounts, count(*) - count(b.amount_thb) AS without_amount
FROM budgets b
JOIN plans p USING (plan_id)
JOIN nodes n USING (node_id)
LEFT JOIN tops USING (node_id)
LEFT JOIN nodes t ON t.node_id = tops.top_id
GROUP BY ALL
ORDER BY b.plan_id, n.part, min(t.ordinal), b.fund;
COMMENT ON VIEW budget_summary IS 'Money per plan, part, strategy or issue, and fund; parts may tell the same money twice, so do not add them up';
COMMENT ON COLUMN budget_summary.part IS 'Part of the document that tells the amounts';
COMMENT ON COLUMN budget_summary.top_kind IS 'strategy or issue; NULL: the money stands below neither';
COMMENT ON COLUMN budget_summary.top_number IS 'Number of the strategy or issue; NULL: below neither';
COMMENT ON COLUMN budget_summary.top_title IS 'Title of the strategy or issue; NULL: none';
COMMENT ON COLUMN budget_summary.amount_thb IS 'Sum of the amounts in baht; NULL: only words stand there';
COMMENT ON COLUMN budget_summary.amounts IS 'How many amounts were summed';
COMMENT ON COLUMN budget_summary.without_amount IS 'How many entries have words in place of an amount';

CREATE VIEW unclaimed_lines AS
SELECT p.plan_id, l.line_no, l.page, l.text, l.text_found
FROM lines l JOIN plans p USING (document_id)
WHERE l.role = 'unclaimed'
ORDER BY p.plan_id, l.line_no;
COMMENT ON VIEW unclaimed_lines IS 'The lines that no rule took: what was not understood';
