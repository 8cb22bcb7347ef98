using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>
/// Applies updates to table metadata under the rules of a REST catalog's server. An update that changes nothing leaves <see cref="HasChanges"/>
/// as it is, so that a commit without effect makes no new metadata file.
/// </summary>
public sealed class TableMetadataBuilder
{
    private readonly TableMetadata? _base;
    private readonly TimeProvider _time;
    private readonly LayoutBuilder _layout;
    private readonly SnapshotsBuilder _snapshots;
    private Guid? _uuid;
    private int _formatVersion;
    private string? _location;
    private Dictionary<string, string> _properties;
    private List<EncryptedKey> _encryptionKeys;
    private bool _changed;

    private TableMetadataBuilder(TableMetadata? current, int formatVersion, TimeProvider time)
    {
        _base = current;
        _time = time;
        _formatVersion = formatVersion;
        _uuid = current?.TableUuid;
        _location = current?.Location;
        _properties = new(current?.Properties ?? Properties.None, StringComparer.Ordinal);
        _encryptionKeys = [.. current?.EncryptionKeys ?? []];
        _layout = new LayoutBuilder(current);
        _snapshots = new SnapshotsBuilder(current);
    }

    /// <summary>Whether an update applied so far changed the table.</summary>
    public bool HasChanges => _changed || _layout.HasChanges || _snapshots.HasChanges;

    /// <summary>Starts from a table.</summary>
    public static TableMetadataBuilder From(TableMetadata current, TimeProvider? time = null) =>
        new(current, current.FormatVersion, time ?? TimeProvider.System);

    /// <summary>Starts from nothing, for a commit that creates the table (assert-create): the updates say everything.</summary>
    public static TableMetadataBuilder FromNothing(TimeProvider? time = null) =>
        new(null, TableMetadata.DefaultFormatVersion, time ?? TimeProvider.System);

    /// <summary>The first metadata of a table. Field ids are given anew from 1, partition fields from 1000; reserved properties are left out.</summary>
    /// <exception cref="BadRequestException">The parts do not fit each other.</exception>
    public static TableMetadata NewTable(
        Schema schema, PartitionSpec? spec, SortOrder? sortOrder, string location, IReadOnlyDictionary<string, string>? properties = null,
        int formatVersion = TableMetadata.DefaultFormatVersion, TimeProvider? time = null) =>
        FreshTable.Create(schema, spec ?? PartitionSpec.Unpartitioned, sortOrder ?? SortOrder.Unsorted, location, properties ?? Properties.None, formatVersion, time ?? TimeProvider.System);

    /// <exception cref="BadRequestException">The update is not valid for the table.</exception>
    /// <exception cref="CommitFailedException">The update is valid, but the table has moved on: the writer may refresh and try again.</exception>
    public TableMetadataBuilder Apply(MetadataUpdate update)
    {
        switch (update)
        {
            case AssignUuid u:
                AssignUuid(u.Uuid);
                break;
            case UpgradeFormatVersion u:
                UpgradeTo(u.FormatVersion);
                break;
            case SetLocation u:
                Change(ref _location, u.Location.TrimEnd('/'));
                break;
            case SetProperties u:
                foreach (var (key, value) in u.Updates) SetProperty(key, value);
                break;
            case RemoveProperties u:
                foreach (var key in u.Removals) _changed |= _properties.Remove(key);
                break;
            case AddEncryptionKey u:
                AddKey(u.Key);
                break;
            case RemoveEncryptionKey u:
                _changed |= _encryptionKeys.RemoveAll(k => k.KeyId == u.KeyId) > 0;
                break;
            default:
                if (!_layout.TryApply(update, _formatVersion) && !_snapshots.TryApply(update, _formatVersion))
                    throw new ArgumentException($"{update.GetType().Name} is not an update of a table.", nameof(update));
                break;
        }
        return this;
    }

    public TableMetadataBuilder Apply(IEnumerable<MetadataUpdate> updates)
    {
        foreach (var update in updates) Apply(update);
        return this;
    }

    /// <summary>The resulting metadata; the same instance that the builder started from if nothing changed.</summary>
    /// <param name="previousMetadataLocation">Where the metadata that the builder started from is stored: it goes to the metadata log. Null for a new table.</param>
    /// <exception cref="BadRequestException">The updates do not make a whole table.</exception>
    public TableMetadata Build(string? previousMetadataLocation = null)
    {
        if (!HasChanges && _base is not null) return _base;
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var metadata = new TableMetadata
        {
            FormatVersion = _formatVersion,
            TableUuid = _uuid ?? Guid.NewGuid(),
            Location = _location ?? throw new BadRequestException("The table has no location: the commit that creates it needs set-location."),
            LastUpdatedMs = 0,
            LastColumnId = 0,
            Schemas = [],
            CurrentSchemaId = 0,
            PartitionSpecs = [],
            DefaultSpecId = 0,
            LastPartitionId = 0,
            SortOrders = [],
            DefaultSortOrderId = 0,
            Properties = _properties,
            EncryptionKeys = _encryptionKeys,
            MetadataLog = MetadataLog(previousMetadataLocation),
        };
        return _snapshots.Complete(_layout.Complete(metadata), now);
    }

    private void AssignUuid(Guid uuid)
    {
        if (_base is not null && _base.TableUuid != Guid.Empty && uuid != _base.TableUuid)
            throw new BadRequestException($"The table has the UUID {_base.TableUuid}; it cannot be assigned {uuid}.");
        _changed |= _uuid != uuid;
        _uuid = uuid;
    }

    private void UpgradeTo(int version)
    {
        if (version is < TableMetadata.MinFormatVersion or > TableMetadata.MaxFormatVersion)
            throw new BadRequestException($"Cannot upgrade table to unsupported format version: v{version} (supported: v{TableMetadata.MaxFormatVersion})");
        if (version < _formatVersion && _base is not null) throw new BadRequestException($"Cannot downgrade v{_formatVersion} table to v{version}");
        _changed |= version != _formatVersion;
        _formatVersion = version;
    }

    private void SetProperty(string key, string value)
    {
        _changed |= !_properties.TryGetValue(key, out var old) || old != value;
        _properties[key] = value;
    }

    private void AddKey(EncryptedKey key)
    {
        if (_encryptionKeys.Any(k => k.KeyId == key.KeyId)) return;
        _encryptionKeys.Add(key);
        _changed = true;
    }

    private void Change(ref string? field, string value)
    {
        _changed |= field != value;
        field = value;
    }

    private List<MetadataLogEntry> MetadataLog(string? previousLocation)
    {
        var log = new List<MetadataLogEntry>(_base?.MetadataLog ?? []);
        if (previousLocation is not null && _base is not null) log.Add(new MetadataLogEntry(_base.LastUpdatedMs, previousLocation));
        var max = Math.Max(1, _properties.GetInt(TableProperties.MetadataPreviousVersionsMax, 100));
        return log.Count > max ? log.GetRange(log.Count - max, max) : log;
    }
}
