/* Facts in Wagtail's rich text editor: chosen in a modal, shown as words that cannot be typed into. */
(() => {
  const { createElement } = window.React;
  const { EditorState, Modifier } = window.DraftJS;
  const { ModalWorkflowSource, TooltipEntity, registerPlugin } = window.draftail;
  const { Icon } = window.wagtail.components;

  class FactSource extends ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.factChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    // Wagtail's own would make the entity mutable, and wrap selected words instead of replacing them.
    onChosen(fact) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent();
      const entity = content.createEntity(entityType.type, 'IMMUTABLE', fact);
      const written = Modifier.replaceText(
        entity,
        editorState.getSelection(),
        fact.words,
        null,
        entity.getLastCreatedEntityKey(),
      );
      this.workflow.close();
      onComplete(EditorState.push(editorState, written, 'insert-characters'));
    }
  }

  const Fact = (props) => {
    const { label, source } = props.contentState.getEntity(props.entityKey).getData();
    return createElement(
      'span',
      { title: source },
      createElement(TooltipEntity, { ...props, icon: createElement(Icon, { name: 'tag' }), label }),
    );
  };

  registerPlugin({ type: 'FACT', source: FactSource, decorator: Fact }, 'entityTypes');
})();
