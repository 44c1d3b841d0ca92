import TransferModel
import Planning
struct FlowOutline { let scenario: Scenario; let flow: Flow; let language: Language; var text: String { "" } }
struct ExpandedFlow { let scenario: Scenario; let flow: Flow; var yaml: String { "" }; var json: JSONValue { .null } }
